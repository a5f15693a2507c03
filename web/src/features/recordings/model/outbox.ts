import type { BatchOut } from "@/api/generated";
import { problemText, toProblem } from "@/api/problem";

export interface Letter {
  key: number;
  name: string;
  /** 0–1 of what is sent. */
  share: number;
  state: "waiting" | "sending" | "sent" | "refused";
  reason?: string;
}

export interface Sending {
  batchId: string | null;
  letters: readonly Letter[];
}

type Send = (file: File, batchId: string | null, onShare: (share: number) => void) => Promise<BatchOut>;

const NOTHING: Sending = { batchId: null, letters: [] };

/** Sends files to a batch one after the other: the first that arrives opens it. One that is refused stops none of the others. */
export class Outbox {
  private present = NOTHING;
  private files = new Map<number, File>();
  private listeners = new Set<() => void>();
  private next = 0;
  private isBusy = false;
  /** Told of the batch after each file that arrived. */
  onArrival: (batch: BatchOut) => void = () => undefined;

  constructor(private readonly send: Send) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): Sending => this.present;

  /** Takes files for a batch, or for a new one; what was sent to another batch is forgotten. */
  post(files: readonly File[], batchId: string | null): void {
    if (!this.isBusy && this.present.batchId !== batchId) this.present = { ...NOTHING, batchId };
    const added = files.map((file): Letter => {
      const key = (this.next += 1);
      this.files.set(key, file);
      return { key, name: file.name, share: 0, state: "waiting" };
    });
    this.tell({ letters: [...this.present.letters, ...added] });
    if (!this.isBusy) void this.work();
  }

  /** Forgets what has arrived and what was refused. */
  clear(): void {
    if (!this.isBusy) this.tell(NOTHING);
  }

  private tell(changes: Partial<Sending>): void {
    this.present = { ...this.present, ...changes };
    this.listeners.forEach((listener) => listener());
  }

  private change(key: number, changes: Partial<Letter>): void {
    this.tell({ letters: this.present.letters.map((letter) => (letter.key === key ? { ...letter, ...changes } : letter)) });
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    let letter: Letter | undefined;
    while ((letter = this.present.letters.find(({ state }) => state === "waiting"))) await this.deliver(letter.key);
    this.isBusy = false;
    this.tell({});
  }

  private async deliver(key: number): Promise<void> {
    const file = this.files.get(key);
    if (!file) return;
    this.change(key, { state: "sending" });
    try {
      const batch = await this.send(file, this.present.batchId, (share) => this.change(key, { share }));
      this.change(key, { state: "sent", share: 1 });
      this.tell({ batchId: batch.id });
      this.onArrival(batch);
    } catch (error) {
      this.change(key, { state: "refused", reason: problemText(toProblem(error)) });
    }
    this.files.delete(key);
  }
}
