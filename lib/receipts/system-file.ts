/** Files that a system or a tool keeps beside one's own, by their path in a folder or an archive; null for all others. */
export function systemFileReason(path: string): string | null {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? "";
  if (parts.includes("__MACOSX")) return "kept by macOS for itself";
  if (name.startsWith(".")) return "a hidden file";
  if (/^(thumbs\.db|desktop\.ini)$/i.test(name)) return "kept by Windows for itself";
  return null;
}
