using Glyph.Core.Stores;
using Glyph.Testing;

namespace Glyph.Store.Tests;

public sealed class LiteDbSearchStoreContractTests : SearchStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private ISearchStore? _reopened;

    protected override ISearchStore Open() => LiteDbSearchStore.Open(_folder.File("glyph.db"));

    protected override ISearchStore Reopen(ISearchStore store)
    {
        store.Dispose();
        return _reopened = LiteDbSearchStore.Open(store.Location);
    }

    protected override void CleanUp()
    {
        _reopened?.Dispose();
        _folder.Dispose();
    }
}

public sealed class InMemorySearchStoreContractTests : SearchStoreContract
{
    protected override ISearchStore Open() => new InMemorySearchStore();

    protected override ISearchStore Reopen(ISearchStore store) => store;
}
