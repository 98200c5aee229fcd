// Asks the running Spyglass whether it is alive; the container's health is its answer.
import http from 'node:http';
import https from 'node:https';

const isTls = Boolean(process.env.SPYGLASS_TLS || process.env.SPYGLASS_TLS_CERT);
const address = `${isTls ? 'https' : 'http'}://127.0.0.1:${process.env.SPYGLASS_PORT || 8181}/healthz`;

const status = new Promise((resolve, reject) => {
  // The certificate is for another name, and this never leaves the machine.
  const options = { rejectUnauthorized: false, signal: AbortSignal.timeout(4_000) };
  const request = (isTls ? https : http).get(address, options, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  request.on('error', reject);
});

try {
  const code = await status;
  if (code !== 200) throw new Error(`it answered ${code}`);
} catch (error) {
  console.error(`${address}: ${error.cause?.message ?? error.message}`);
  process.exitCode = 1;
}
