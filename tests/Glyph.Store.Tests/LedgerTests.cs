using Glyph.Core.Spending;
using Glyph.Testing;

namespace Glyph.Store.Tests;

public sealed class LiteDbLedgerContractTests : LedgerContract
{
    private readonly TemporaryFolder _folder = new();
    private LiteDbSearchStore? _store;

    protected override ILedger Open()
    {
        _store = LiteDbSearchStore.Open(_folder.File("glyph.db"));
        _store.Create(SampleRecords.Search("a"));
        _store.Create(SampleRecords.Search("b"));
        return _store;
    }

    protected override ILedger Reopen(ILedger ledger)
    {
        _store!.Dispose();
        return _store = LiteDbSearchStore.Open(_store.Location);
    }

    protected override void CleanUp()
    {
        _store?.Dispose();
        _folder.Dispose();
    }
}

public sealed class InMemoryLedgerContractTests : LedgerContract
{
    protected override ILedger Open() => new InMemoryLedger("a", "b");

    protected override ILedger Reopen(ILedger ledger) => ledger;
}
