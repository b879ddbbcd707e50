import type { FieldError } from "@/lib/receipts/parse-receipt";

/** One thing that keeps records from becoming receipts. */
export type ForecastProblem = FieldError & {
  /** How many of the records it keeps. */
  records: number;
  /** The first of them: the how-manieth record of the file, and where it stands there. */
  first: { record: number; line: number };
};

const PROBLEMS = 20;

/** The same error of many records is one problem; in the order of the file. */
export function problemsOf(
  bad: { line: number; errors: FieldError[] }[],
  first: readonly { line: number }[],
): ForecastProblem[] {
  const recordOf = new Map(first.map(({ line }, index) => [line, index + 1]));
  const problems = new Map<string, ForecastProblem>();
  for (const { line, errors } of bad.sort((a, b) => a.line - b.line)) {
    for (const error of errors) {
      const key = `${error.pointer} ${error.message}`;
      const known = problems.get(key);
      if (known) known.records += 1;
      else problems.set(key, { ...error, records: 1, first: { record: recordOf.get(line) ?? line, line } });
    }
  }
  return [...problems.values()].slice(0, PROBLEMS);
}
