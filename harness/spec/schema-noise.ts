import type { SchemaError } from './schema-error.js';

/** Only the errors that tell of a mistake each: a value that fits none of several forms fails each of them, and so on. */
export function withoutNoise(errors: readonly SchemaError[]): SchemaError[] {
  return withOneRequired(withoutBranches(errors));
}

/** Several words that one map lacks are told in one sentence. */
function withOneRequired(errors: readonly SchemaError[]): SchemaError[] {
  const isMissing = (error: SchemaError): boolean => error.keyword === 'required';
  const firsts = new Map<string, SchemaError>();
  for (const error of errors.filter(isMissing)) {
    const first = firsts.get(error.instancePath);
    const missing = [
      ...((first?.params['all'] as string[] | undefined) ?? []),
      String(error.params['missingProperty']),
    ];
    firsts.set(error.instancePath, { ...(first ?? error), params: { ...(first ?? error).params, all: missing } });
  }
  return [...errors.filter((error) => !isMissing(error)), ...firsts.values()];
}

/** Of a choice between forms only the form counts that was meant; where that is not clear, the choice itself. */
function withoutBranches(errors: readonly SchemaError[]): SchemaError[] {
  const choices = errors.filter((error) => error.keyword === 'anyOf');
  return errors.filter((error) => {
    if (error.keyword === 'anyOf') return meantBranch(error, errors) === undefined;
    const choice = choices.find((candidate) => isInside(error, candidate));
    if (!choice) return true;
    const meant = meantBranch(choice, errors);
    return meant !== undefined && error.schemaPath.startsWith(`${meant}/`);
  });
}

/** The branch whose type fits, where there is just one. */
function meantBranch(choice: SchemaError, errors: readonly SchemaError[]): string | undefined {
  const inside = errors.filter((error) => isInside(error, choice));
  const branchOf = (error: SchemaError): string =>
    /^\/\d+/.exec(error.schemaPath.slice(choice.schemaPath.length))?.[0] ?? '';
  const branches = [...new Set(inside.map(branchOf))];
  const fitting = branches.filter(
    (branch) =>
      !inside.some(
        (error) =>
          branchOf(error) === branch &&
          error.instancePath === choice.instancePath &&
          (error.keyword === 'type' || error.keyword === 'const'),
      ),
  );
  return fitting.length === 1 ? `${choice.schemaPath}${fitting[0] as string}` : undefined;
}

function isInside(error: SchemaError, choice: SchemaError): boolean {
  const isAtOrIn =
    error.instancePath === choice.instancePath || error.instancePath.startsWith(`${choice.instancePath}/`);
  return error !== choice && isAtOrIn && error.schemaPath.startsWith(`${choice.schemaPath}/`);
}
