/** An error as Graph answers it, and as webhooks carry it in `errors[]`. Source: Meta's OpenAPI description v23.0. */
export interface GraphError {
  code: number;
  /** `title` in webhooks, `message` in Graph answers. */
  title: string;
  /** `error_data.details`: the most specific sentence Meta gives. */
  details?: string;
  subcode?: number;
  /** Meta's trace id, worth quoting to its support. */
  traceId?: string;
}
