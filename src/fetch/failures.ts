import { SourceError, type SourceErrorCode } from "../errors.ts";

const dnsReasons = new Map([
  ["ENOTFOUND", "the name does not exist; check the address for a typing mistake"],
  ["ENODATA", "the name has no address; check the address for a typing mistake"],
  ["EAI_AGAIN", "the name server did not answer; check this machine's connection"],
]);

const connectionReasons = new Map<string, [SourceErrorCode, string]>([
  ["ECONNREFUSED", ["unreachable", "refused the connection; check the address and its port"]],
  ["ECONNRESET", ["unreachable", "broke the connection off"]],
  ["EPIPE", ["unreachable", "broke the connection off"]],
  ["UND_ERR_SOCKET", ["unreachable", "broke the connection off before it answered"]],
  ["EHOSTUNREACH", ["unreachable", "cannot be reached from this machine"]],
  ["ENETUNREACH", ["unreachable", "cannot be reached from this machine; check its connection"]],
  ["EADDRNOTAVAIL", ["unreachable", "cannot be reached from this machine"]],
  ["ETIMEDOUT", ["timeout", "did not take the connection in time"]],
  ["UND_ERR_CONNECT_TIMEOUT", ["timeout", "did not take the connection in time"]],
  ["UND_ERR_HEADERS_OVERFLOW", ["too-large", "sent more headers than any answer needs"]],
]);

const tlsReasons = new Map([
  ["CERT_HAS_EXPIRED", "its certificate has expired"],
  ["CERT_NOT_YET_VALID", "its certificate is not valid yet; check this machine's clock"],
  [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "its certificate is self-signed; NODE_EXTRA_CA_CERTS can name one to trust",
  ],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "its certificate is for another name"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "its certificate is self-signed; NODE_EXTRA_CA_CERTS can name one to trust"],
  [
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "nobody known issued its certificate; NODE_EXTRA_CA_CERTS can name one to trust",
  ],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "it does not send its whole chain of certificates"],
]);

/** Says why a name could not be resolved. */
export function explainLookup(error: unknown, hostname: string): SourceError {
  const reason = dnsReasons.get(findCode(error)) ?? "the name could not be resolved";
  return new SourceError("dns", `${hostname}: ${reason}`, { cause: error });
}

/**
 * Says why no answer came.
 *
 * @returns a {@link SourceError} with the reason in words; anything that is no fault of the source as it is
 */
export function explainRequest(error: unknown, host: string): unknown {
  if (error instanceof SourceError) return error;
  const code = findCode(error);
  // The fetcher was closed under it.
  if (code === "UND_ERR_CLOSED" || code === "UND_ERR_DESTROYED") return error;
  const [kind, words] = connectionReasons.get(code) ?? [];
  if (kind !== undefined) return new SourceError(kind, `${host} ${words}`, { cause: error });
  if (/^(?:CERT_|DEPTH_|EPROTO$|ERR_SSL_|ERR_TLS_|HOSTNAME_|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    const reason = tlsReasons.get(code) ?? "the encrypted connection failed";
    return new SourceError("tls", `${host}: ${reason}`, { cause: error });
  }
  if (code.startsWith("HPE_")) {
    return new SourceError("unreachable", `${host} answered with something that is not HTTP`, {
      cause: error,
    });
  }
  return new SourceError("unreachable", `${host} could not be asked`, { cause: error });
}

/** Says why an answer that had begun could not be read to its end. */
export function explainBody(error: unknown, host: string): unknown {
  if (error instanceof SourceError) {
    return new SourceError(error.code, `${host}: ${error.message}`, { cause: error.cause });
  }
  const code = findCode(error);
  if (code === "UND_ERR_CLOSED" || code === "UND_ERR_DESTROYED") return error;
  return new SourceError("truncated", `${host}: the answer broke off before its end`, { cause: error });
}

/**
 * Tells whether a kept connection turned out to be closed just as it was used again:
 * the server never saw the request, so that asking once more is no second request to it.
 */
export function isStaleConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    findCode(error) === "UND_ERR_SOCKET" &&
    "socket" in error &&
    typeof error.socket === "object" &&
    error.socket !== null &&
    "bytesRead" in error.socket &&
    error.socket.bytesRead !== 0
  );
}

/** Node's or undici's code of an error; of its first part where several addresses were tried. */
function findCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error instanceof AggregateError ? findCode(error.errors[0]) : findCode(error.cause);
}
