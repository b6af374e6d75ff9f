import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

type Wanted = {
  readonly prefix: string;
  /** Leaves what is there now, and forgets only what it was before. */
  readonly keepLatest?: boolean;
};

/**
 * Deletes every version of every object whose key begins like this, and the marks of deletion.
 *
 * @returns how many versions there were
 */
export async function purge(
  client: S3Client,
  bucket: string,
  { prefix, keepLatest = false }: Wanted,
): Promise<number> {
  let count = 0;
  let from: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
  for (;;) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({
        ...{ Bucket: bucket, Prefix: prefix, KeyMarker: from.NextKeyMarker },
        VersionIdMarker: from.NextVersionIdMarker,
      }),
    );
    const old = (page.Versions ?? []).filter(({ IsLatest }) => !(keepLatest && IsLatest));
    const versions = [...old, ...(page.DeleteMarkers ?? [])];
    const Objects = versions.map(({ Key = '', VersionId }) => ({ Key, VersionId }));
    if (Objects.length > 0) {
      const { Errors = [] } = await client.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
      if (Errors[0] !== undefined)
        throw new Error(`cannot delete ${Errors[0].Key}: ${Errors[0].Code}`);
    }
    count += old.length;
    if (!page.IsTruncated) return count;
    from = page;
  }
}
