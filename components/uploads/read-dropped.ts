/** The files that were dropped, those of folders too, in the order of their names; hidden and empty ones are left out. */
export async function readDropped(data: DataTransfer): Promise<File[]> {
  // Asked of all before anything is awaited: the browser forgets them after the event.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return withoutHidden([...data.files]);
  const files = await Promise.all(entries.map(filesOf));
  return withoutHidden(files.flat());
}

/** Those of a chosen folder without what a system keeps in it for itself. */
export function withoutHidden(files: File[]): File[] {
  if (files.length === 1) return files;
  return files.filter((file) => !file.name.startsWith(".") && file.size > 0);
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: FileSystemEntry[] = [];
  // A reader gives a hundred at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    found.push(...some);
  }
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  return (await Promise.all(found.map(filesOf))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
