/** What a post costs at least: Next.js, and the JSON of one receipt parsed. */
export async function POST(request) {
  const receipt = await request.json();
  return Response.json({ received: receipt.id === undefined ? 0 : 1 });
}
