import type { LinkTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { RevisionStore } from '../../ports/articles.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { linkTaskOf } from '../linking/link-tasks.ts';
import { retellRevision, type TellPorts } from '../tell-change.ts';

type RetellPorts = TellPorts & { readonly revisions: RevisionStore };

/** A try that saved a version may have died before it told of it; once it is linked, it was told. */
export async function retellUnlinked(current: Article, ports: RetellPorts): Promise<void> {
  if (current.linkedRevision !== current.revision) await retellRevision(current, ports);
}

/**
 * Does what a try has left that saved a version and died: tells of it, and has it linked. Whatever comes of the
 * next try (the page may be gone by then, or refused), that is still to be done. Linking is idempotent.
 */
export async function takeUp(
  current: Article,
  ports: RetellPorts & { readonly sendLinkTasks: SendTasks<LinkTask> },
): Promise<void> {
  if (current.linkedRevision === current.revision) return;
  await retellRevision(current, ports);
  await ports.sendLinkTasks([linkTaskOf(current)]);
}
