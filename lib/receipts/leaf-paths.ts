/** Objects that lie deeper count as values: records come from outside, and no mapping reaches so far. */
const MAX_DEPTH = 8;

/** Every path at which the records hold a value (null and lists are values), nested ones with dots, in their order. */
export function leafPaths(records: Record<string, unknown>[]): string[] {
  const paths = new Set<string>();
  const walk = (record: Record<string, unknown>, prefix: string, depth: number) => {
    for (const [name, value] of Object.entries(record)) {
      const nested = typeof value === "object" && value !== null && !Array.isArray(value);
      if (nested && depth < MAX_DEPTH) walk(value as Record<string, unknown>, `${prefix}${name}.`, depth + 1);
      else paths.add(`${prefix}${name}`);
    }
  };
  for (const record of records) walk(record, "", 1);
  return [...paths];
}
