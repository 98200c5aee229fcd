// Asks the running Spyglass whether it is alive; the container's health is its answer.
const address = `http://127.0.0.1:${process.env.SPYGLASS_PORT || 8181}/healthz`;

try {
  const response = await fetch(address, { signal: AbortSignal.timeout(4_000) });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
} catch (error) {
  console.error(`${address}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
