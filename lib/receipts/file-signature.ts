import { leafPaths } from "./leaf-paths";
import { compilePath } from "./mapping";

/** What a kind of file is known again by. */
export type FileSignature = {
  /** All leaf paths of its first records, sorted. */
  paths: string[];
  /** Whose records they are: each path to a field named `source` that has one text in all of them, and that text. */
  sources: [path: string, text: string][];
};

/**
 * The signature of a file, by its first records. Two logs may share every top-level name and still mean other things
 * by them: hence the nested names, and whose log it is where it says so.
 */
export function fileSignature(sample: Record<string, unknown>[]): FileSignature {
  const paths = leafPaths(sample).sort();
  const sources = paths
    .filter((path) => path === "source" || path.endsWith(".source"))
    .flatMap((path): FileSignature["sources"] => {
      const [text, ...others] = new Set(sample.map(compilePath(path)));
      return typeof text === "string" && others.length === 0 ? [[path, text]] : [];
    });
  return { paths, sources };
}
