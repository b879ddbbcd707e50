/** Share of repetitions that show each of some outcomes; `once` says which ones a repetition shows. */
export function shareOfRepetitions<Outcome extends string>(
  outcomes: readonly Outcome[],
  repetitions: number,
  once: () => Iterable<Outcome>,
): Record<Outcome, number> {
  const counts = new Map<Outcome, number>();
  for (let i = 0; i < repetitions; i++) {
    for (const outcome of once()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const shares = outcomes.map((outcome) => [outcome, (counts.get(outcome) ?? 0) / repetitions]);
  return Object.fromEntries(shares) as Record<Outcome, number>;
}
