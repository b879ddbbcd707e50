import { fullerPart } from "./fuller-part";
import { isSame } from "./is-same";
import type { RunPart } from "./source-format";

/** What one source says of a part. */
type Version = Omit<RunPart, "id">;

/**
 * A part as it is known: the join of what its sources brought (`fullerPart`). What a single one brought is kept only
 * where it is less than the whole, so that any source can be taken out again exactly; that is seldom, and null where
 * all brought the same. A source is the id of an upload, or an empty text for posts.
 */
export type KnownPart = RunPart & { sources: string[]; versions: Record<string, Version> | null };

/** What is known once a source has brought a part; the very same object if it has brought no less before. */
export function bring(known: KnownPart | undefined, source: string, part: RunPart): KnownPart {
  if (!known) return { ...part, sources: [source], versions: null };
  const own = versionOf(known, source);
  const brought = own ? fullerPart({ id: part.id, ...own }, part) : part;
  if (own && isSame(own, bare(brought))) return known;
  const others = known.sources.filter((each) => each !== source);
  const versions = new Map(others.map((each) => [each, versionOf(known, each) ?? bare(known)]));
  return wholeOf(fullerPart(known, part), versions.set(source, bare(brought)));
}

/** What is known without a source; null if no other brought the part, the very same object if it never did. */
export function takeOut(known: KnownPart, source: string): KnownPart | null {
  if (!known.sources.includes(source)) return known;
  const others = known.sources.filter((each) => each !== source);
  const versions = new Map(others.map((each) => [each, versionOf(known, each) ?? bare(known)]));
  const [first, ...more] = [...versions.values()].map((version) => ({ id: known.id, ...version }));
  return first ? wholeOf(more.reduce(fullerPart, first), versions) : null;
}

function versionOf(known: KnownPart, source: string): Version | null {
  return known.sources.includes(source) ? (known.versions?.[source] ?? bare(known)) : null;
}

function wholeOf(whole: RunPart, versions: ReadonlyMap<string, Version>): KnownPart {
  const less = [...versions].filter(([, version]) => !isSame(version, bare(whole)));
  return {
    ...{ id: whole.id, ...bare(whole) },
    sources: [...versions.keys()],
    versions: less.length > 0 ? Object.fromEntries(less) : null,
  };
}

function bare({ runId, part }: Version): Version {
  return { runId, part };
}
