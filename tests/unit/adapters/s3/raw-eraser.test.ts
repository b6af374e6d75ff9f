import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { packPage, s3RawArchive } from '../../../../shared/adapters/s3/raw-archive.ts';
import { s3RawEraser } from '../../../../shared/adapters/s3/raw-eraser.ts';
import { anArticleId, aRawPage } from '../../../builders/a-raw-page.ts';

type Version = {
  readonly Key: string;
  readonly VersionId: string;
  /** Absent of a mark of deletion. */
  readonly bytes?: Uint8Array;
  readonly Metadata?: Record<string, string>;
};

/** A bucket that keeps what its objects were before, which the embedded one does not. */
function aVersionedBucket() {
  let versions: Version[] = [];
  let last = 0;
  const add = (version: Omit<Version, 'VersionId'>) => {
    versions = [{ ...version, VersionId: `v${++last}` }, ...versions];
  };
  const latest = (key: string | undefined) => versions.find(({ Key }) => Key === key);
  const answer = (command: unknown): object => {
    if (command instanceof PutObjectCommand) {
      const { Key = '', Body, Metadata = {} } = command.input;
      add({ Key, bytes: Body as Uint8Array, Metadata });
    } else if (command instanceof DeleteObjectCommand) add({ Key: command.input.Key ?? '' });
    else if (command instanceof GetObjectCommand) {
      const { bytes, Metadata } = latest(command.input.Key) ?? {};
      if (bytes === undefined) throw new NoSuchKey({ message: 'gone', $metadata: {} });
      const [, from, to] = /(\d+)-(\d+)/.exec(command.input.Range ?? '') ?? [];
      const part = from === undefined ? bytes : bytes.subarray(Number(from), Number(to) + 1);
      return { Metadata, Body: { transformToByteArray: async () => part } };
    } else if (command instanceof ListObjectVersionsCommand) {
      const all = versions.map((one) => ({ ...one, IsLatest: one === latest(one.Key) }));
      return {
        Versions: all.filter(({ bytes }) => bytes !== undefined),
        DeleteMarkers: all.filter(({ bytes }) => bytes === undefined),
      };
    } else if (command instanceof DeleteObjectsCommand) {
      const ids = command.input.Delete?.Objects?.map(({ VersionId }) => VersionId);
      versions = versions.filter(({ VersionId }) => !ids?.includes(VersionId));
    }
    return {};
  };
  const client = { send: async (command: unknown) => answer(command) } as unknown as S3Client;
  return { client, versions: () => versions };
}

async function aPack(...names: string[]) {
  const bucket = aVersionedBucket();
  const archive = s3RawArchive(bucket.client, 'raw');
  const pages = names.map((name) =>
    packPage(aRawPage({ bytes: Buffer.from(name) }), anArticleId(name)),
  );
  const keys = await archive.saveAll(await Promise.all(pages));
  return { ...bucket, archive, keys, ...s3RawEraser(bucket.client, 'raw') };
}

describe('a takedown in a bucket that keeps older versions', () => {
  it('leaves no version of an object that still has the page', async () => {
    const { keys, archive, eraseRawPages, versions } = await aPack('one', 'two', 'three');
    const [one = '', two = '', three = ''] = keys;
    // A function blanked a page before, and may delete no version.
    await archive.remove(two);
    expect(versions()).toHaveLength(2);

    expect(await eraseRawPages([one])).toBe(1);

    expect(versions()).toHaveLength(1);
    expect(await archive.find(one)).toBeUndefined();
    expect(String((await archive.find(three))?.bytes)).toBe('three');
  });

  it('deletes them also where an earlier run died before it came to that', async () => {
    const { keys, archive, eraseRawPages, versions } = await aPack('one', 'two');
    const [one = ''] = keys;
    await archive.remove(one);
    expect(versions()).toHaveLength(2);

    expect(await eraseRawPages([one])).toBe(0);
    expect(versions()).toHaveLength(1);
  });

  it('leaves nothing of an object whose last page it takes, not even the mark of deletion', async () => {
    const { keys, eraseRawPages, versions } = await aPack('one', 'two');
    expect(await eraseRawPages(keys)).toBe(2);
    expect(versions()).toEqual([]);
  });
});
