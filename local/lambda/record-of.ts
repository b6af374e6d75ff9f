import type { Message } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** A received message as Lambda hands it to a function; all its attributes were asked for. */
export function recordOf(message: Message, eventSourceARN: string): SQSRecord {
  const {
    MessageId = '',
    ReceiptHandle = '',
    Body = '',
    MD5OfBody = '',
    Attributes = {},
  } = message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    // All system attributes were asked for, and these four always come.
    attributes: Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
        name,
        {
          dataType: attribute.DataType ?? '',
          ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
          ...(attribute.BinaryValue !== undefined && {
            binaryValue: Buffer.from(attribute.BinaryValue).toString('base64'),
          }),
        },
      ]),
    ),
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: eventSourceARN.split(':')[3] ?? '',
  };
}
