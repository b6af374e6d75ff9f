import { found } from './conditions.ts';
import { S3Error } from './s3-error.ts';
import { type Operation, xmlReply } from './s3-request.ts';
import { elementsOf, textOf, toXml } from './xml.ts';

type Tags = Readonly<Record<string, string>>;

/** Reads the tags that come with an upload, as a form. */
export const parseTagHeader = (header: string): Tags => checkTags([...new URLSearchParams(header)]);

function checkTags(tags: readonly (readonly [string, string])[]): Tags {
  const asked = Object.fromEntries(tags);
  const wrong =
    tags.length > 10 ||
    Object.keys(asked).length < tags.length ||
    tags.some(([key, value]) => key === '' || key.length > 128 || value.length > 256);
  if (wrong) throw new S3Error('InvalidTag', 'The tags are too many, too long or not distinct.');
  return asked;
}

export const getTags: Operation = async (request, { objects }) => {
  const { tags } = found(await objects.head(request.key));
  const Tag = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return xmlReply(toXml('Tagging', { TagSet: { Tag } }));
};

export const putTags: Operation = (request, { objects, alone }) =>
  alone(request.key, async () => {
    const { head, body } = found(await objects.read(request.key));
    const tags = elementsOf(request.body.toString(), 'Tag').map(
      (tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? ''] as const,
    );
    await objects.put({ head: { ...head, tags: checkTags(tags) }, body });
    return { status: 200 };
  });

export const deleteTags: Operation = (request, { objects, alone }) =>
  alone(request.key, async () => {
    const { head, body } = found(await objects.read(request.key));
    await objects.put({ head: { ...head, tags: {} }, body });
    return { status: 204 };
  });
