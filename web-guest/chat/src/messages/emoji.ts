const EMOJI = String.raw`(?:\p{Regional_Indicator}{2}|[0-9#*]\u{fe0f}?\u{20e3}|\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]*(?:\u{200d}\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]*)*)`;
const FEW = new RegExp(`^\\s*(?:${EMOJI}\\s*){1,3}$`, 'u');

/** One to three emoji and nothing else: shown large, without a bubble. */
export const isBigEmoji = (text: string): boolean => text.length <= 64 && FEW.test(text);
