import { problem } from "../problem";

/** An address of the API that is none, by any method: a problem document, where a page would be no answer to a program. */
function notFound(): Response {
  return problem(404, "There is no such address in this API.");
}

export {
  notFound as DELETE,
  notFound as GET,
  notFound as HEAD,
  notFound as OPTIONS,
  notFound as PATCH,
  notFound as POST,
  notFound as PUT,
};
