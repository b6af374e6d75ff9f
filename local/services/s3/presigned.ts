import { S3Error } from './s3-error.ts';

/**
 * Refuses a presigned link whose time is up. Signatures are not checked: any key may use a local store.
 *
 * @throws S3Error when the link has expired
 */
export function checkPresigned(query: URLSearchParams, now: Date): void {
  const [, ...parts] =
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const seconds = Number(query.get('X-Amz-Expires') ?? Number.NaN);
  if (parts.length === 0 || Number.isNaN(seconds)) return;
  const signedAt = Date.UTC(year, month - 1, day, hour, minute, second);
  if (signedAt + 1000 * seconds < now.getTime()) {
    throw new S3Error('AccessDenied', 'Request has expired');
  }
}
