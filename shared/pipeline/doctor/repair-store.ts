import type { Repair } from '../../invariants/finding.ts';
import type { LinkTask } from '../../messages.ts';
import type { RawArchive, RevisionStore } from '../../ports/articles.ts';
import type { ChangeLog } from '../../ports/changes.ts';
import type { LinkIndex } from '../../ports/stories.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { Clock } from '../../ports/web.ts';
import { linkTaskOf, splitTaskOf } from '../linking/link-tasks.ts';
import { savePostings } from '../linking/save-postings.ts';
import { retellRevision, tellMove } from '../tell-change.ts';

export type RepairPorts = {
  readonly sendLinkTasks: SendTasks<LinkTask>;
  readonly revisions: RevisionStore;
  readonly changes: ChangeLog;
  readonly raw: Pick<RawArchive, 'remove'>;
  readonly linkIndex: Pick<LinkIndex, 'saveAll'>;
  readonly now: Clock;
};

/** Puts one finding right; a second time does no harm, nor does it beside the pipeline at work. */
export async function repairStore(repair: Repair, ports: RepairPorts): Promise<void> {
  switch (repair.kind) {
    case 'link-again':
      return ports.sendLinkTasks([linkTaskOf(repair.article)]);
    case 'tell-again':
      return retellRevision(repair.article, ports);
    case 'tell-move-again':
      return tellMove(repair.article, ports);
    case 'merge-again': {
      const { from, into, language } = repair;
      return ports.sendLinkTasks([{ version: 1, kind: 'merge', from, into, language }]);
    }
    case 'file-again':
      return savePostings(repair.state, repair.state.profile.posted.terms, ports);
    case 'split-again':
      return ports.sendLinkTasks([splitTaskOf(repair.story)]);
    case 'remove-raw':
      return ports.raw.remove(repair.key);
  }
}
