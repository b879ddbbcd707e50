/**
 * What leaves through the API: camelCase becomes `snake_case`, a bigint a JSON number, and a number that JSON
 * cannot hold is a bug, not a null.
 *
 * Keys of objects that hold data rather than fields (labels, say) must be passed through `verbatim`.
 */
export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };

const VERBATIM = Symbol("verbatim");

/** Marks an object whose keys are data, those of the objects in it too, and stay as they are. */
export function verbatim<T extends object>(data: T): T {
  return Object.defineProperty({ ...data }, VERBATIM, { value: true });
}

/** @throws RangeError on NaN or an infinity, naming the field. */
export function toWire(value: unknown, path = "", isData = false): Wire {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${path || "value"} is ${value}`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, index) => toWire(item, `${path}/${index}`, isData));
  if (typeof value === "object") {
    const keepKeys = isData || VERBATIM in value;
    const wire: { [key: string]: Wire } = {};
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) wire[keepKeys ? key : snakeCase(key)] = toWire(item, `${path}/${key}`, keepKeys);
    }
    return wire;
  }
  throw new TypeError(`${path || "value"} is a ${typeof value}`);
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
