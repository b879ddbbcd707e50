import type { StepName } from "@/lib/verdict/saved-settings";

/** A step as one URL parameter, `invoices/document_extraction`, whatever its names are made of. */
export function stepPath({ workflow, step }: StepName): string {
  return `${encodeURIComponent(workflow)}/${encodeURIComponent(step)}`;
}

/** The inverse of `stepPath`; null if it is none. */
export function parseStepPath(path: string): StepName | null {
  const parts = path.split("/");
  const [workflow, step] = parts.map(decoded);
  return parts.length === 2 && workflow && step ? { workflow, step } : null;
}

/** null where the text was not encoded as URLs are. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
