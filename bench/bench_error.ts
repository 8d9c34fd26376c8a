/** A measurement could not be made, for a reason that the message tells: no bug of the harness. */
export class BenchError extends Error {
  override name = "BenchError";
}
