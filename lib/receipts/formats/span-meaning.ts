import type { FieldError } from "../parse-receipt";
import type { CallPart } from "./source-format";
import type { Span } from "./span";

/** A call of a model, but for what all spans say alike. */
export type SpanCall = Omit<CallPart, "kind" | "at" | "endAt" | "failed">;

/** What a span is, by the convention that it speaks. */
export type SpanMeaning = {
  /** `around` encloses calls, whose sums it may repeat; `other` is nothing that is counted. `why` is for people. */
  is: { kind: "call"; call: SpanCall } | { kind: "tool" } | { kind: "around" | "other"; why: string };
  /** What its source calls the stage that the span belongs to; null if it does not say. */
  stage: string | null;
  /** What it does, in its convention's words; null if it does not say. */
  operation: string | null;
};

/** Null where the span does not speak the convention. */
export type Convention = (span: Span) => { meaning: SpanMeaning } | { errors: FieldError[] } | null;
