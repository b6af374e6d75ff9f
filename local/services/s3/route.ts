import * as bucket from './bucket-actions.ts';
import type { Buckets } from './buckets.ts';
import * as multipart from './multipart-actions.ts';
import * as object from './object-actions.ts';
import { S3Error } from './s3-error.ts';
import { type Operation, type S3Reply, type S3Request, xmlReply } from './s3-request.ts';
import * as tags from './tags.ts';
import { toXml } from './xml.ts';

/** Finds what a request wants by its method, whether it names a key, and the marks in its query. */
export async function route(request: S3Request, buckets: Buckets): Promise<S3Reply> {
  const { method, bucket: name, key } = request;
  if (name === '') {
    if (method !== 'GET') throw notAllowed(request);
    const Bucket = buckets.names().map((Name) => ({ Name }));
    return xmlReply(toXml('ListAllMyBucketsResult', { Buckets: { Bucket } }));
  }
  if (key === '' && request.query.size === 0) {
    if (method === 'PUT') return createBucket(name, buckets);
    if (method === 'DELETE') {
      await buckets.remove(name);
      return { status: 204 };
    }
  }
  const operation = key === '' ? bucketOperation(request) : objectOperation(request);
  return operation(request, buckets.find(name));
}

async function createBucket(name: string, buckets: Buckets): Promise<S3Reply> {
  await buckets.create(name);
  return { status: 200, headers: { location: `/${name}` } };
}

const notAllowed = ({ method, query }: S3Request) =>
  new S3Error('NotImplemented', `${method} with ${query} is not part of this stand-in.`);

function bucketOperation(request: S3Request): Operation {
  const { method, query } = request;
  if (method === 'HEAD') return bucket.headBucket;
  if (method === 'GET' && query.get('list-type') === '2') return bucket.listObjects;
  if (method === 'GET' && query.has('versions')) return bucket.listVersions;
  if (method === 'GET' && query.has('location')) return bucket.bucketLocation;
  if (method === 'GET' && query.has('uploads')) return multipart.listUploads;
  if (method === 'POST' && query.has('delete')) return bucket.deleteObjects;
  throw notAllowed(request);
}

/** Marks in a query that make it another operation. */
const marks = [
  'tagging',
  'uploads',
  'uploadId',
  'acl',
  'retention',
  'legal-hold',
  'versionId',
  'torrent',
  'attributes',
  'restore',
  'select',
];

const objectOperations: Readonly<Record<string, Operation>> = {
  GET: object.getObject,
  HEAD: object.headObject,
  PUT: object.putObject,
  DELETE: object.deleteObject,
  'PUT tagging': tags.putTags,
  'GET tagging': tags.getTags,
  'DELETE tagging': tags.deleteTags,
  'POST uploads': multipart.createUpload,
  'PUT uploadId': multipart.uploadPart,
  'GET uploadId': multipart.listParts,
  'POST uploadId': multipart.completeUpload,
  'DELETE uploadId': multipart.abortUpload,
};

function objectOperation(request: S3Request): Operation {
  const mark = marks.find((each) => request.query.has(each));
  if (mark === undefined && 'x-amz-copy-source' in request.headers) return object.copyObject;
  const name = mark === undefined ? request.method : `${request.method} ${mark}`;
  const operation = objectOperations[name];
  if (operation === undefined) throw notAllowed(request);
  return operation;
}
