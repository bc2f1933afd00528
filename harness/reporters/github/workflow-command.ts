/**
 * A command to the runner of GitHub Actions, as a line of standard output:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function workflowCommand(
  command: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${command} ${written.join(',')}::${escapeData(message)}\n`;
}

/** As `@actions/core` does it: an escaped line end is shown as one, and begins no new command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
