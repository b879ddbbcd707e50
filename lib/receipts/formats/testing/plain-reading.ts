/** What a sample holds, in the words of a bill: input with cached tokens, output with reasoning. */
export type PlainSums = {
  runs: number;
  input: number;
  cacheRead: number;
  cacheWrite: number;
  output: number;
  reasoning: number;
  usd: number;
};

type Call = { run: string } & Partial<Omit<PlainSums, "runs">>;
type Counts = Record<string, number | undefined>;

/**
 * The sums of a sample by the arithmetic of its raw JSON alone: nothing here knows how the formats are read. null where
 * nobody has said how to add its folder up. `document` is a list of its lines, where it has such.
 */
export function plainReading(path: string, document: unknown): PlainSums | null {
  if (path.includes("/codex/")) return sumOf(codex(document as CodexLine[]));
  if (path.startsWith("claude_")) return sumOf(claude(document as ClaudeLine[]));
  if (path.startsWith("langfuse_")) return sumOf(langfuse(document as Observed));
  if (path.startsWith("vercel_")) return sumOf(vercel(document as VercelSpan[] | Record<string, VercelSpan[]>));
  if (path.startsWith("openinference_")) return sumOf(attributes(document as Counts));
  if (path.startsWith("atif/")) return sumOf(trajectories(document as Trajectory | Record<string, Trajectory>));
  return null;
}

/** A run's US$ are known where every call of it says its own. */
function sumOf(calls: Call[]): PlainSums {
  const add = (name: keyof Omit<PlainSums, "runs">, of = calls) => of.reduce((sum, call) => sum + (call[name] ?? 0), 0);
  const open = new Set(calls.filter(({ usd }) => usd === undefined).map(({ run }) => run));
  return {
    runs: new Set(calls.map(({ run }) => run)).size,
    ...{ input: add("input"), cacheRead: add("cacheRead"), cacheWrite: add("cacheWrite") },
    ...{ output: add("output"), reasoning: add("reasoning") },
    usd: add(
      "usd",
      calls.filter(({ run }) => !open.has(run)),
    ),
  };
}

type ClaudeLine = { sessionId: string; requestId: string; costUSD?: number; message?: { id: string; usage?: Counts } };

/** Each message once, as its last line has it. */
function claude(lines: ClaudeLine[]): Call[] {
  const calls = new Map<string, Call>();
  for (const { sessionId, requestId, message, costUSD } of lines) {
    const usage = message?.usage;
    if (!usage) continue;
    const { cache_read_input_tokens: cacheRead = 0, cache_creation_input_tokens: cacheWrite = 0 } = usage;
    const input = (usage.input_tokens ?? 0) + cacheRead + cacheWrite;
    const call = { run: sessionId, input, cacheRead, cacheWrite, output: usage.output_tokens, usd: costUSD };
    calls.set(`${message.id} ${requestId}`, call);
  }
  return [...calls.values()];
}

type CodexLine = { payload?: { info?: { total_token_usage: Counts } } };

/** The last cumulative usage of the file, which is one session in one turn. */
function codex(lines: CodexLine[]): Call[] {
  const totals = lines.flatMap(({ payload }) => (payload?.info ? [payload.info.total_token_usage] : []));
  const total: Counts = totals.at(-1) ?? {};
  const { input_tokens: input, cached_input_tokens: cacheRead, output_tokens: output } = total;
  return [{ run: "turn", input, cacheRead, output, reasoning: total.reasoning_output_tokens }];
}

type Observation = { id: string; parentObservationId: string | null; type: string } & {
  usageDetails: Counts | null;
  inputUsage?: number;
  outputUsage?: number;
  costDetails: Counts | null;
  totalCost?: number;
};
type Observed = { observations: Observation[] };

/** Generations that hold no other one, anywhere below them, and say something. */
function langfuse({ observations }: Observed): Call[] {
  const generations = observations.filter(({ type }) => type === "GENERATION");
  const isBelow = (child: Observation, top: Observation): boolean => {
    const parent = observations.find(({ id }) => id === child.parentObservationId);
    return parent !== undefined && (parent.id === top.id || isBelow(parent, top));
  };
  return generations
    .filter((one) => !generations.some((other) => isBelow(other, one)))
    .flatMap(({ usageDetails, inputUsage, outputUsage, costDetails, totalCost }) => {
      const usage: Counts = usageDetails ?? { input: inputUsage, output: outputUsage };
      if (usage.input === undefined) return [];
      const [reasoning, usd] = [usage["completion_details.reasoning"], costDetails?.total ?? totalCost];
      return [{ run: "trace", input: usage.input, output: usage.output, reasoning, usd }];
    });
}

type VercelSpan = { name: string; spanContext: { traceId: string }; attributes: Counts };

/** The inner spans by their names, and their `gen_ai.usage.*`, which has none for cached and reasoning tokens. */
function vercel(document: VercelSpan[] | Record<string, VercelSpan[]>): Call[] {
  return [document]
    .flatMap((each) => (Array.isArray(each) ? each : Object.values(each).flat()))
    .flatMap((span) => {
      if (!/do(Generate|Stream)$/.test(span.name)) return [];
      const { attributes: said, spanContext } = span;
      const [input, output] = [said["gen_ai.usage.input_tokens"], said["gen_ai.usage.output_tokens"]];
      const [cacheRead, reasoning] = [said["ai.usage.cachedInputTokens"], said["ai.usage.reasoningTokens"]];
      return [{ run: spanContext.traceId, input, cacheRead, output, reasoning }];
    });
}

function attributes(said: Counts): Call[] {
  const input = said["llm.token_count.prompt"] ?? said["gen_ai.usage.input_tokens"];
  const output = said["llm.token_count.completion"] ?? said["gen_ai.usage.output_tokens"];
  return [{ run: "span", input, output }];
}

type Step = { source: string; is_copied_context?: boolean; metrics?: Counts };
type Trajectory = {
  session_id?: string;
  agent?: { extra?: { parent_session_id?: string } };
  steps: Step[];
  final_metrics?: Counts;
  subagent_trajectories?: Trajectory[];
};

/** Steps of agents that are no copies, of a trajectory and those in it, or of several under names. */
function trajectories(document: Trajectory | Record<string, Trajectory>): Call[] {
  const isOne = (value: object): value is Trajectory => "session_id" in value;
  if (!isOne(document)) return Object.values(document).flatMap(trajectories);
  const measured = (trajectory: Trajectory): Counts[] => [
    ...trajectory.steps.flatMap(({ source, is_copied_context, metrics }) =>
      source === "agent" && !is_copied_context && metrics ? [metrics] : [],
    ),
    ...(trajectory.subagent_trajectories ?? []).flatMap(measured),
  ];
  const run = document.session_id ?? "";
  const steps = measured(document).map((metrics) => ({
    run,
    ...{ input: metrics.prompt_tokens, output: metrics.completion_tokens },
    ...{ cacheRead: metrics.cached_tokens, usd: metrics.cost_usd },
  }));
  // The total of the run, where it says more than the steps do.
  const { final_metrics: total, agent } = document;
  const all = (of: (call: Call) => number | null | undefined) => steps.reduce((sum, call) => sum + (of(call) ?? 0), 0);
  const more = (total?.total_prompt_tokens ?? 0) > all(({ input }) => input);
  if (!total || !more || agent?.extra?.parent_session_id) return steps;
  return [
    {
      run,
      ...{ input: total.total_prompt_tokens, output: total.total_completion_tokens },
      ...{ cacheRead: total.total_cached_tokens, usd: total.total_cost_usd },
    },
  ];
}
