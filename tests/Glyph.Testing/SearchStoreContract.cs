using Glyph.Core.Stores;

namespace Glyph.Testing;

/// <summary>What every <see cref="ISearchStore"/> keeps.</summary>
public abstract class SearchStoreContract
{
    /// <summary>Opens an empty store.</summary>
    protected abstract ISearchStore Open();
}
