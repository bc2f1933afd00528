import type { Report } from '../model/report.js';
import { annotations } from './github/annotations.js';
import { classroomFailure, classroomResult } from './github/classroom-result.js';
import { CommandFence } from './github/command-fence.js';
import { jobSummary } from './github/job-summary.js';
import { markdownBlock } from './github/markdown-text.js';
import { workflowCommand } from './github/workflow-command.js';
import type { ReporterKind } from './reporter-kind.js';
import { withVisibleTexts } from './visible-report.js';

/**
 * For a step of GitHub Actions: annotations, the summary of the job, and as outputs of the step `result` (for GitHub
 * Classroom), `points`, `max-points` and `verdict`. What programs have printed stands between fences, where the runner
 * obeys nothing. It is to be opened before anything else is printed, and told after all others that the run has ended.
 */
export const github: ReporterKind = {
  flag: '--github',
  about: 'for GitHub Actions: annotations, a summary of the job, outputs of the step',
  open({ write, variables, append, token }) {
    const fence = new CommandFence(write, token());
    fence.begin();
    const add = async (variable: 'GITHUB_STEP_SUMMARY' | 'GITHUB_OUTPUT', text: string): Promise<void> => {
      const file = variables[variable];
      if (file !== undefined && file !== '') await append(file, text);
    };
    return {
      name: 'GitHub',
      target: 'the files of this step',
      // Where there are several runs, the one before has ended it.
      runStarted: () => fence.begin(),
      async runEnded(of) {
        fence.end();
        const report = withVisibleTexts(of);
        write(annotations(report));
        await add('GITHUB_STEP_SUMMARY', jobSummary(report));
        await add('GITHUB_OUTPUT', outputs(report, classroomResult(report)));
      },
      async notChecked({ message, maxPoints }) {
        fence.end();
        write(workflowCommand('error', { title: 'not checked' }, message));
        await add('GITHUB_STEP_SUMMARY', `### Not checked\n\n${markdownBlock(message)}`);
        const totals = { points: 0, maxPoints, passed: 0, failed: 1, blocked: 0, inconclusive: 0 };
        await add('GITHUB_OUTPUT', outputs({ totals }, classroomFailure(message, maxPoints)));
      },
      close: () => fence.end(),
    };
  },
};

/** Lines of `name=value`; no value can hold a line end. */
function outputs({ totals }: Pick<Report, 'totals'>, result: string): string {
  const { points, maxPoints, failed, blocked, inconclusive } = totals;
  const verdict = inconclusive > 0 ? 'inconclusive' : failed + blocked > 0 ? 'failed' : 'passed';
  return `result=${result}\npoints=${points}\nmax-points=${maxPoints}\nverdict=${verdict}\n`;
}
