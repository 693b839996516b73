using static Glyph.Rendering.Text.Unicode.LineBreakClass;

namespace Glyph.Rendering.Text.Unicode;

/// <summary>
/// Finds where lines may break, by the Unicode line breaking algorithm (UAX #14, Unicode 16.0) without any tailoring. Reads
/// forward, and no further ahead than a rule needs: the cost is that of the text's length.
/// </summary>
internal ref struct LineBreaks
{
    private readonly ReadOnlySpan<char> _text;
    private LineBreakUnit _beforeLast; // the unit before _last
    private LineBreakUnit _last; // the unit before the place that is looked at
    private LineBreakUnit _next; // the unit after it
    private LineBreakUnit _solid; // the last unit that is not a space
    private bool _opensQuote; // _solid is an opening quotation mark by LB15a
    private bool _oddFlags; // an odd number of regional indicators ends at _last
    private Number _number;

    /// <summary>Starts at a place of a text, as though the text started there.</summary>
    public LineBreaks(ReadOnlySpan<char> text, int start)
    {
        _text = text;
        _beforeLast = _last = _solid = LineBreakUnit.None(start);
        _next = LineBreakUnit.Read(text, start);
    }

    /// <summary>How far an expression of LB25 has come.</summary>
    private enum Number : byte
    {
        None,
        Digits,
        Closed,
    }

    /// <summary>Whether a line may break before a place, the text's end included. Places are asked for in growing order.</summary>
    public bool Allows(int position)
    {
        while (_next.Class != None && _next.Start < position)
        {
            Advance();
        }

        return _next.Start == position && _last.Class != None && (_next.Class == None || MayBreak());
    }

    private void Advance()
    {
        var before = _last;
        _beforeLast = before;
        _last = _next;
        _next = LineBreakUnit.Read(_text, _last.End);
        _oddFlags = _last.Class == RI && !(before.Class == RI && _oddFlags);
        _number = _last.Class switch
        {
            NU => Number.Digits,
            SY or IS when _number == Number.Digits => Number.Digits,
            CL or CP when _number == Number.Digits => Number.Closed,
            _ => Number.None,
        };
        if (_last.Class != SP)
        {
            _opensQuote = _last.IsInitialQuote && before.Class is (None or BK or CR or LF or NL or OP or QU or GL or SP or ZW);
            _solid = _last;
        }
    }

    private readonly bool MayBreak() => Mandatory() ?? Spaces() ?? Punctuation() ?? Words() ?? true;

    /// <summary>LB4 to LB8a</summary>
    private readonly bool? Mandatory() => (_last.Class, _next.Class) switch
    {
        (CR, LF) => false,
        (BK or CR or LF or NL, _) => true,
        (_, BK or CR or LF or NL or SP or ZW) => false,
        _ when _solid.Class == ZW => true,
        _ when _last.EndsWithJoiner => false,
        _ => null,
    };

    /// <summary>LB11 to LB18</summary>
    private readonly bool? Spaces()
    {
        if (_last.Class is WJ or GL || _next.Class == WJ || (_next.Class == GL && _last.Class is not (SP or BA or HY)))
        {
            return false; // LB11, LB12, LB12a
        }

        if (_next.Class is CL or CP or EX or SY || _solid.Class == OP || _opensQuote)
        {
            return false; // LB13, LB14, LB15a
        }

        if (_next.IsFinalQuote && After(_next).Class is SP or GL or WJ or CL or QU or CP or EX or IS or SY or BK or CR or LF or NL or ZW or None)
        {
            return false; // LB15b
        }

        if (_next.Class == IS)
        {
            return _last.Class == SP && After(_next).Class == NU; // LB15c, LB15d
        }

        return (_solid.Class, _next.Class) switch
        {
            (CL or CP, NS) or (B2, B2) => false, // LB16, LB17
            _ when _last.Class == SP => true, // LB18
            _ => null,
        };
    }

    /// <summary>LB19 to LB22</summary>
    private readonly bool? Punctuation()
    {
        if ((_next.Class == QU && !_next.IsInitialQuote) || (_last.Class == QU && !_last.IsFinalQuote))
        {
            return false; // LB19
        }

        if (_next.Class == QU && (!_last.IsEastAsian || After(_next) is { Class: None } or { IsEastAsian: false }))
        {
            return false; // LB19a
        }

        if (_last.Class == QU && (!_next.IsEastAsian || _beforeLast.Class == None || !_beforeLast.IsEastAsian))
        {
            return false; // LB19a
        }

        if (_last.Class == CB || _next.Class == CB)
        {
            return true; // LB20
        }

        if (_last.IsHyphen && _next.Class == AL && _beforeLast.Class is (None or BK or CR or LF or NL or SP or ZW or CB or GL))
        {
            return false; // LB20a
        }

        return (_last.Class, _next.Class) switch
        {
            (_, BA or HY or NS) or (BB, _) => false, // LB21
            (HY or BA, not HL) when _beforeLast.Class == HL && (_last.Class == HY || !_last.IsEastAsian) => false, // LB21a
            (SY, HL) or (_, IN) => false, // LB21b, LB22
            _ => null,
        };
    }

    /// <summary>LB23 to LB30b</summary>
    private readonly bool? Words()
    {
        var (left, right) = (_last, _next);
        var together = (left.Class, right.Class) switch
        {
            (AL or HL, NU) or (NU, AL or HL) => true, // LB23
            (PR, ID or EB or EM) or (ID or EB or EM, PO) => true, // LB23a
            (PR or PO, AL or HL) or (AL or HL, PR or PO) => true, // LB24
            (_, PO or PR) when _number != Number.None => true, // LB25
            (PO or PR, OP) when After(right) is var inner && (inner.Class == NU || (inner.Class == IS && After(inner).Class == NU)) => true,
            (PO or PR or HY or IS, NU) => true,
            (_, NU) when _number == Number.Digits => true,
            (JL, JL or JV or H2 or H3) or (JV or H2, JV or JT) or (JT or H3, JT) => true, // LB26
            (PR, _) when right.IsHangul => true, // LB27
            (_, PO) when left.IsHangul => true,
            (AL or HL, AL or HL) => true, // LB28
            (AP, _) when right.IsAksaraOrStart => true, // LB28a
            (_, VF or VI) when left.IsAksaraOrStart => true,
            (VI, _) when _beforeLast.IsAksaraOrStart && right.IsAksara => true,
            _ when left.IsAksaraOrStart && right.IsAksaraOrStart && After(right).Class == VF => true,
            (IS, AL or HL) => true, // LB29
            (AL or HL or NU, OP) when !right.IsEastAsian => true, // LB30
            (CP, AL or HL or NU) when !left.IsEastAsian => true,
            (RI, RI) when _oddFlags => true, // LB30a
            (EB, EM) => true, // LB30b
            (_, EM) when left.Properties.IsFutureEmoji => true,
            _ => false,
        };
        return together ? false : null;
    }

    private readonly LineBreakUnit After(LineBreakUnit unit) => LineBreakUnit.Read(_text, unit.End);
}
