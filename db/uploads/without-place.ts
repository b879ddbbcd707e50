import type { StoredReceipt } from "@/lib/receipts/stored-receipt";

/** Its facts are no longer those of the file, which may be sent again and then differs from them as any other does. */
export function withoutPlace(receipt: StoredReceipt, uploadId: string, now: string): StoredReceipt {
  const place = receipt.uploadId === uploadId ? { uploadId: null, uploadLine: null } : {};
  return { ...receipt, ...place, amendedAt: now };
}
