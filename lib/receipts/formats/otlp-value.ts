/** Attributes by their dotted names. A map, since names come from outside. */
export type Attributes = ReadonlyMap<string, unknown>;

/** Deeper than any attribute that is read here. */
const MAX_DEPTH = 8;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Attributes in any of their shapes: OTLP's list of keys with typed values, or an object, whose keys may be dotted
 * (`{"llm.model_name": …}`) or walked (`{"llm": {"model_name": …}}`).
 */
export function readAttributes(value: unknown): Map<string, unknown> {
  const found = new Map<string, unknown>();
  if (Array.isArray(value)) {
    for (const each of value) {
      if (isObject(each) && typeof each.key === "string") found.set(each.key, plainValue(each.value, 0));
    }
  } else if (isObject(value)) flatten(value, "", found, 0);
  return found;
}

function flatten(value: Record<string, unknown>, prefix: string, into: Map<string, unknown>, depth: number): void {
  for (const [key, each] of Object.entries(value)) {
    if (isObject(each) && depth < MAX_DEPTH) flatten(each, `${prefix}${key}.`, into, depth + 1);
    else if (each !== null && each !== undefined) into.set(prefix + key, each);
  }
}

/**
 * OTLP's AnyValue as a plain value. Integers of OTLP/JSON are texts, since 64 bits do not fit a double. Lists of keys
 * and bytes are not read anywhere, hence undefined.
 */
function plainValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  if ("stringValue" in value) return value.stringValue;
  if ("boolValue" in value) return value.boolValue;
  if ("intValue" in value) return integer(value.intValue);
  if ("doubleValue" in value) return value.doubleValue;
  if ("arrayValue" in value) {
    const values = isObject(value.arrayValue) ? value.arrayValue.values : null;
    return Array.isArray(values) ? values.map((each) => plainValue(each, depth + 1)) : undefined;
  }
  return undefined;
}

/** What is no integer stays as it is, for whoever reads it to refuse it by name. */
function integer(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,19}$/.test(value) ? Number(value) : value;
}
