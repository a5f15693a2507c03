import { beforeEach, expect, it, vi } from "vitest";

import { Hearing } from "./hearing";
import { Player, type Sound, type Source } from "./player";
import { nextRate, readTaste } from "./taste";
import { afterSilence, formatClock, pieceAt } from "./time";
import { barsOf, loudness } from "./wave";

class FakeSound extends EventTarget {
  src = "";
  currentTime = 0;
  duration = 120;
  playbackRate = 1;
  paused = true;
  ended = false;
  preload: Sound["preload"] = "auto";
  load = vi.fn();
  play = (): Promise<void> => {
    this.paused = false;
    this.tell("play", "playing");
    return Promise.resolve();
  };
  pause = (): void => {
    this.paused = true;
    this.tell("pause");
  };
  tell(...names: string[]): void {
    names.forEach((name) => this.dispatchEvent(new Event(name)));
  }
}

const SOURCE: Source = { url: "/audio", duration: 120, silences: [{ start: 10, end: 20 }] };

function make(): { player: Player; sound: FakeSound } {
  const sound = new FakeSound();
  const player = new Player(sound as Sound, SOURCE);
  player.start();
  return { player, sound };
}

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

it("asks for no sound before somebody wants to listen", () => {
  const { player, sound } = make();
  player.seek(42);
  expect([sound.src, sound.preload, player.getState().at]).toEqual(["", "none", 42]);
  player.toggle();
  expect([sound.src, sound.currentTime, player.getState().phase]).toEqual(["/audio", 42, "playing"]);
});

it("steps by seconds and never leaves the sound", () => {
  const { player } = make();
  player.step(-5);
  expect(player.getState().at).toBe(0);
  player.seek(118);
  player.step(5);
  expect(player.getState().at).toBe(120);
});

it("begins again after the end", () => {
  const { player, sound } = make();
  player.seek(120);
  player.play();
  expect(sound.currentTime).toBe(0);
});

it("leaves a silence early when asked to, and hears it out otherwise", () => {
  const { player, sound } = make();
  player.play();
  sound.currentTime = 12;
  vi.advanceTimersByTime(150);
  expect(sound.currentTime).toBe(12);
  player.setSkipsSilence(true);
  vi.advanceTimersByTime(150);
  expect(sound.currentTime).toBe(19.75);
});

it("remembers how one likes to listen", () => {
  const { player, sound } = make();
  player.setRate(1.5);
  player.setSkipsSilence(true);
  player.play();
  expect(sound.playbackRate).toBe(1.5);
  expect(readTaste()).toEqual({ rate: 1.5, skipsSilence: true });
  expect(make().player.getState()).toMatchObject({ rate: 1.5, skipsSilence: true });
});

it("says that the sound failed, and asks anew when one tries again", () => {
  const { player, sound } = make();
  player.play();
  sound.tell("error");
  expect(player.getState().phase).toBe("failed");
  player.play();
  expect(player.getState().phase).toBe("playing");
  expect(sound.load).toHaveBeenCalledTimes(2);
});

it("has speeds from a half to three", () => {
  expect([nextRate(1, 1), nextRate(1, -1), nextRate(3, 1), nextRate(0.5, -1)]).toEqual([1.25, 0.75, 3, 0.5]);
});

it("writes time as players do", () => {
  expect([0, 65.9, 3723, -1].map(formatClock)).toEqual(["0:00", "1:05", "1:02:03", "0:00"]);
});

it("keeps a breath of a silence on both sides", () => {
  const silences = [{ start: 10, end: 20 }];
  expect([9, 10.1, 10.3, 19.8, 20].map((at) => afterSilence(silences, at))).toEqual([null, null, 19.75, null, null]);
});

it("finds the words that are heard", () => {
  const words = [{ start: 0, end: 1 }, { start: 2, end: 3 }, { start: 3, end: 4 }];
  expect([0.5, 1.5, 3, 9].map((at) => pieceAt(words, at))).toEqual([0, -1, 2, -1]);
});

it("draws the loudest of what a bar stands for", () => {
  expect(barsOf([0.1, 0.9, 0.2, 0.4], 2)).toEqual([0.9, 0.4]);
  expect(barsOf([0.3], 50)).toEqual([0.3]);
  expect([loudness([[0.5, 0.25]]), loudness([[0, 0.001]])]).toEqual([2, 1]);
});

it("counts what was played, not what was jumped over", () => {
  const hearing = new Hearing();
  for (const [at, isPlaying] of [[0, true], [0.5, true], [1, true], [30, true], [31, false], [40, true], [40.5, true]] as const) hearing.note(at, isPlaying);
  expect(hearing.take()).toBe(2.5);
  expect(hearing.take()).toBe(0);
});
