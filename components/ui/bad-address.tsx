import { Notice } from "./notice";

/** What is wrong with the address of a page, where it would have shown something. */
export function BadAddress({ errors }: { errors: { pointer: string; message: string }[] }) {
  return (
    <Notice kind="error" title="This address asks for something that cannot be shown.">
      <ul className="list-disc pl-5">
        {errors.map((error) => (
          <li key={`${error.pointer} ${error.message}`}>{error.message}</li>
        ))}
      </ul>
    </Notice>
  );
}
