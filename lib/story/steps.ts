/** How one model does at one step of the story, as plain rates. */
type Behaviour = {
  /** Chance that an attempt passes the step's own checks; a failed attempt is retried, three times at most. */
  attemptPasses: number;
  accepted: number;
  /** Mean human edits of a run. */
  edits: number;
  toolCalls: number;
  stoppedEarly: number;
};

export type StoryStep = {
  step: string;
  lane: "cheap" | "work" | "hard";
  /** Tokens of one attempt. */
  tokens: {
    input: number;
    cacheRead: number;
    output: number;
    reasoning: number;
  };
  /** Log standard deviation of the tokens of a run. */
  spread: number;
  "gpt-5.4": Behaviour;
  "gpt-5.5": Behaviour;
};

/**
 * The small business of the story: invoices, six steps. The dearer model pays where failure is dear
 * (planning, tools, extraction) and is waste where the smaller one already did the work
 * (classification, receipts, and a final review that was good enough).
 */
export const STORY_STEPS: StoryStep[] = [
  {
    step: "intake_classification",
    lane: "cheap",
    tokens: { input: 1_900, cacheRead: 900, output: 120, reasoning: 60 },
    spread: 0.35,
    "gpt-5.4": {
      attemptPasses: 0.985,
      accepted: 0.972,
      edits: 0.04,
      toolCalls: 0.2,
      stoppedEarly: 0.004,
    },
    "gpt-5.5": {
      attemptPasses: 0.987,
      accepted: 0.974,
      edits: 0.04,
      toolCalls: 0.2,
      stoppedEarly: 0.004,
    },
  },
  {
    step: "document_extraction",
    lane: "work",
    tokens: { input: 15_600, cacheRead: 4_200, output: 2_200, reasoning: 700 },
    spread: 0.4,
    "gpt-5.4": {
      attemptPasses: 0.5,
      accepted: 0.78,
      edits: 1.7,
      toolCalls: 3.1,
      stoppedEarly: 0.03,
    },
    "gpt-5.5": {
      attemptPasses: 0.93,
      accepted: 0.93,
      edits: 0.6,
      toolCalls: 2.6,
      stoppedEarly: 0.015,
    },
  },
  {
    step: "ambiguous_planning",
    lane: "hard",
    tokens: { input: 9_800, cacheRead: 2_000, output: 4_600, reasoning: 3_100 },
    spread: 0.45,
    "gpt-5.4": {
      attemptPasses: 0.42,
      accepted: 0.55,
      edits: 2.9,
      toolCalls: 2.2,
      stoppedEarly: 0.09,
    },
    "gpt-5.5": {
      attemptPasses: 0.85,
      accepted: 0.86,
      edits: 1.1,
      toolCalls: 1.8,
      stoppedEarly: 0.03,
    },
  },
  {
    step: "tool_heavy_execution",
    lane: "hard",
    tokens: {
      input: 41_000,
      cacheRead: 24_000,
      output: 5_200,
      reasoning: 2_400,
    },
    spread: 0.5,
    "gpt-5.4": {
      attemptPasses: 0.46,
      accepted: 0.6,
      edits: 1.4,
      toolCalls: 14.5,
      stoppedEarly: 0.07,
    },
    "gpt-5.5": {
      attemptPasses: 0.88,
      accepted: 0.87,
      edits: 0.7,
      toolCalls: 9.4,
      stoppedEarly: 0.02,
    },
  },
  {
    step: "final_review",
    lane: "hard",
    tokens: { input: 12_400, cacheRead: 5_000, output: 1_700, reasoning: 900 },
    spread: 0.4,
    "gpt-5.4": {
      attemptPasses: 0.95,
      accepted: 0.93,
      edits: 0.3,
      toolCalls: 1.1,
      stoppedEarly: 0.01,
    },
    "gpt-5.5": {
      attemptPasses: 0.96,
      accepted: 0.94,
      edits: 0.27,
      toolCalls: 1.1,
      stoppedEarly: 0.01,
    },
  },
  {
    step: "receipt_writing",
    lane: "cheap",
    tokens: { input: 2_600, cacheRead: 1_200, output: 540, reasoning: 120 },
    spread: 0.35,
    "gpt-5.4": {
      attemptPasses: 0.98,
      accepted: 0.966,
      edits: 0.12,
      toolCalls: 0,
      stoppedEarly: 0.003,
    },
    "gpt-5.5": {
      attemptPasses: 0.98,
      accepted: 0.968,
      edits: 0.1,
      toolCalls: 0,
      stoppedEarly: 0.003,
    },
  },
];
