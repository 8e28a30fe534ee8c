import * as z from 'zod';

/** What the client hands to a worker thread when it starts it. */
export const embedWorkerDataSchema = z.object({
  modelFolder: z.string().min(1),
});
export type EmbedWorkerData = z.infer<typeof embedWorkerDataSchema>;

/** Client to worker. A 'query' overtakes bulk requests between two batches. */
export const embedRequestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('embed'),
    id: z.int(),
    texts: z.array(z.string()),
    priority: z.enum(['query', 'bulk']),
  }),
  z.object({ type: z.literal('cancel'), id: z.int() }),
]);
export type EmbedRequest = z.infer<typeof embedRequestSchema>;

/** Worker to client. `block` holds the vectors one after the other, and is transferred. */
export const embedReplySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('vectors'),
    id: z.int(),
    block: z.instanceof(Float32Array),
  }),
  z.object({
    type: z.literal('failed'),
    id: z.int(),
    /** Whether the model could not be loaded, or a run of it failed. */
    stage: z.enum(['load', 'run']),
    detail: z.string(),
  }),
]);
export type EmbedReply = z.infer<typeof embedReplySchema>;
