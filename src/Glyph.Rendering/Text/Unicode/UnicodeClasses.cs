namespace Glyph.Rendering.Text.Unicode;

/// <summary>How a character takes part in line breaking (UAX #14, table 1). The order is that of <c>unicode.mjs</c>.</summary>
internal enum LineBreakClass : byte
{
    XX, BK, CR, LF, NL, SP, ZW, WJ, GL, ZWJ, CM, OP, CL, CP, EX, SY, IS, QU, BA, HY, NS,
    BB, B2, CB, IN, NU, PR, PO, AL, HL, ID, EB, EM, H2, H3, JL, JV, JT, RI, AK, AP, AS, VF, VI, SA, CJ, AI, SG,

    /// <summary>The start or the end of the text.</summary>
    None,
}

/// <summary>How a character takes part in bidirectional text (UAX #9, table 4). The order is that of <c>unicode.mjs</c>.</summary>
internal enum BidiClass : byte
{
    L, R, AL, EN, ES, ET, AN, CS, NSM, BN, B, S, WS, ON, LRE, LRO, RLE, RLO, PDF, LRI, RLI, FSI, PDI,
}
