import { createHash, randomUUID } from 'node:crypto';
import { type Checksum, compositeChecksum, md5Hex, verifyBody } from './checksum.ts';
import { checkWriteConditions } from './conditions.ts';
import { describeUpload } from './object-actions.ts';
import type { ObjectHead, StoredObject } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { type BucketContext, type Operation, type S3Request, xmlReply } from './s3-request.ts';
import { elementsOf, textOf, toXml } from './xml.ts';

/** All parts but the last. */
const leastPartBytes = 5 * 1024 * 1024;

/** An upload is an empty object with the headers of the object to be; its parts lie beside it. */
const uploadKey = (upload: string) => `${upload}/`;
const partKey = (upload: string, part: number) => `${upload}/${String(part).padStart(5, '0')}`;

const noChecksum: Checksum = { header: 'x-amz-checksum-crc32', value: '', type: 'COMPOSITE' };

export const createUpload: Operation = async (request, { parts }) => {
  const UploadId = randomUUID();
  const head = { ...describeUpload(request), size: 0, etag: request.key, checksum: noChecksum };
  await parts.put({ head: { ...head, key: uploadKey(UploadId) }, body: Buffer.alloc(0) });
  const { bucket: Bucket, key: Key } = request;
  return xmlReply(toXml('InitiateMultipartUploadResult', { Bucket, Key, UploadId }));
};

async function findUpload({ key, query }: S3Request, { parts }: BucketContext) {
  const id = query.get('uploadId') ?? '';
  const head = await parts.head(uploadKey(id));
  if (head === undefined || head.etag !== key) {
    throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist.');
  }
  return { id, head };
}

export const uploadPart: Operation = async (request, context) => {
  const { id } = await findUpload(request, context);
  const part = Number(request.query.get('partNumber'));
  if (!Number.isInteger(part) || part < 1 || part > 10_000) {
    throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000');
  }
  const { body } = request;
  const checksum = verifyBody(body, request.headers);
  const etag = `"${md5Hex(body)}"`;
  const head: ObjectHead = {
    key: partKey(id, part),
    size: body.length,
    etag,
    modifiedAt: request.now.getTime(),
    headers: {},
    metadata: {},
    checksum,
    tags: {},
  };
  await context.parts.put({ head, body });
  return { status: 200, headers: { etag, [checksum.header]: checksum.value } };
};

const partsOf = async (id: string, { parts }: BucketContext): Promise<ObjectHead[]> =>
  (await parts.list()).filter(({ key }) => key.startsWith(`${id}/`) && key !== uploadKey(id));

export const listParts: Operation = async (request, context) => {
  const { id: UploadId } = await findUpload(request, context);
  const { bucket: Bucket, key: Key } = request;
  const Part = (await partsOf(UploadId, context)).map(({ key, etag, size, modifiedAt }) => ({
    PartNumber: Number(key.slice(UploadId.length + 1)),
    LastModified: new Date(modifiedAt).toISOString(),
    ETag: etag,
    Size: size,
  }));
  return xmlReply(toXml('ListPartsResult', { Bucket, Key, UploadId, IsTruncated: false, Part }));
};

export const listUploads: Operation = async ({ bucket: Bucket }, { parts }) => {
  const Upload = (await parts.list())
    .filter(({ key }) => key.endsWith('/'))
    .map(({ key, etag, modifiedAt }) => ({
      Key: etag,
      UploadId: key.slice(0, -1),
      Initiated: new Date(modifiedAt).toISOString(),
    }));
  return xmlReply(toXml('ListMultipartUploadsResult', { Bucket, IsTruncated: false, Upload }));
};

export const abortUpload: Operation = async (request, context) => {
  const { id } = await findUpload(request, context);
  await removeUpload(id, context);
  return { status: 204 };
};

async function removeUpload(id: string, context: BucketContext): Promise<void> {
  // The upload first: parts without one are nothing.
  await context.parts.remove(uploadKey(id));
  for (const { key } of await partsOf(id, context)) await context.parts.remove(key);
}

export const completeUpload: Operation = (request, context) =>
  context.alone(request.key, async () => {
    const { id, head: upload } = await findUpload(request, context);
    const parts = await chosenParts(id, request, context);
    checkWriteConditions(request.headers, await context.objects.head(request.key));
    const body = Buffer.concat(parts.map((part) => part.body));
    const head: ObjectHead = {
      ...upload,
      key: request.key,
      size: body.length,
      etag: `"${etagOfParts(parts)}"`,
      modifiedAt: request.now.getTime(),
      checksum: compositeChecksum(parts.map((part) => part.head.checksum)) ?? verifyBody(body, {}),
    };
    await context.objects.put({ head, body });
    await removeUpload(id, context);
    const { bucket: Bucket, key: Key } = request;
    return xmlReply(toXml('CompleteMultipartUploadResult', { Bucket, Key, ETag: head.etag }));
  });

function etagOfParts(parts: readonly StoredObject[]): string {
  const digests = parts.map(({ body }) => createHash('md5').update(body).digest());
  return `${md5Hex(Buffer.concat(digests))}-${parts.length}`;
}

async function chosenParts(
  id: string,
  { body }: S3Request,
  { parts }: BucketContext,
): Promise<StoredObject[]> {
  const chosen = elementsOf(body.toString(), 'Part').map((part) => ({
    number: Number(textOf(part, 'PartNumber')),
    etag: textOf(part, 'ETag')?.replaceAll('"', ''),
  }));
  if (chosen.length === 0)
    throw new S3Error('MalformedXML', 'The XML you provided was not well-formed.');
  if (chosen.some(({ number }, at) => number <= (chosen[at - 1]?.number ?? 0))) {
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const found: StoredObject[] = [];
  for (const [at, { number, etag }] of chosen.entries()) {
    const part = await parts.read(partKey(id, number));
    if (part === undefined || part.head.etag !== `"${etag}"`) {
      throw new S3Error('InvalidPart', `Part ${number} could not be found or has another ETag.`);
    }
    if (part.head.size < leastPartBytes && at < chosen.length - 1) {
      throw new S3Error(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
      );
    }
    found.push(part);
  }
  return found;
}
