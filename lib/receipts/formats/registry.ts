import { claudeCode } from "./claude-code";
import { codex } from "./codex";
import { harbor } from "./harbor";
import { helicone } from "./helicone";
import { langfuse } from "./langfuse";
import { litellm } from "./litellm";
import { openInference } from "./openinference";
import { openrouter } from "./openrouter";
import { otlp } from "./otlp";
import type { SourceFormat } from "./source-format";
import { vercelAiSdk } from "./vercel-ai-sdk";

/** The foreign formats that are known, in the order in which a file is asked for them: the most particular first. */
const SOURCE_FORMATS: readonly SourceFormat[] = [
  ...[claudeCode, codex],
  ...[vercelAiSdk, openInference, otlp],
  ...[langfuse, harbor, litellm, openrouter, helicone],
];

/** What a sender may name. */
export const FORMAT_NAMES = [
  ...(["claude-code", "codex", "vercel-ai-sdk", "openinference", "otlp"] as const),
  ...(["langfuse", "harbor", "litellm", "openrouter", "helicone"] as const),
] as const;

/** Which format these first records are of, and what they are recognised by; null if they are of none. */
export function recogniseFormat(sample: readonly unknown[]): { format: SourceFormat; because: string } | null {
  for (const format of SOURCE_FORMATS) {
    const because = format.recognise(sample);
    if (because !== null) return { format, because };
  }
  return null;
}

export function findFormat(name: string): SourceFormat | null {
  return SOURCE_FORMATS.find((format) => format.name === name) ?? null;
}

/** Whether a JSON object with these members is a whole document of a foreign format. */
export function isForeignDocument(members: readonly string[]): boolean {
  return SOURCE_FORMATS.some(({ documentMembers = [] }) => documentMembers.some((name) => members.includes(name)));
}
