/** Dollars, us-east-1; docs/costs.md says of what. */
export const prices = {
  lambdaGbSecond: 13.3334e-6,
  lambdaRequest: 0.2e-6,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  s3Put: 5e-6,
  s3Get: 0.4e-6,
  sqsRequest: 0.4e-6,
  sqsFifoRequest: 0.5e-6,
  scheduled: 1e-6,
  event: 1e-6,
  logGb: 0.5,
} as const;
