using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Glyph.Core;

namespace Glyph.Daemon.Serving;

/// <summary>A key as it is kept: its name and its hash, never the key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Sha256">The SHA-256 of the key, lower-case hexadecimal. A key has 256 random bits, so that a slow hash would add nothing.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record ApiKey(string Name, string Sha256, DateTimeOffset CreatedAt);

/// <summary>The keys of a daemon, in a file beside its database that only its owner reads.</summary>
internal sealed class ApiKeys(string path)
{
    /// <summary>What every key begins with, so that it is known for one where it leaks.</summary>
    public const string Prefix = "glyph_";

    private const int RandomBytes = 32;
    private readonly Lock _gate = new();
    private (DateTime Written, long Length, IReadOnlyList<ApiKey> Keys)? _read;

    /// <summary>The keys; those added or revoked while the daemon runs count at once.</summary>
    /// <exception cref="GlyphException">The file cannot be understood.</exception>
    public IReadOnlyList<ApiKey> All()
    {
        lock (_gate)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return [];
            }

            if (_read is { } known && known.Written == file.LastWriteTimeUtc && known.Length == file.Length)
            {
                return known.Keys;
            }

            try
            {
                var keys = JsonSerializer.Deserialize<List<ApiKey>>(File.ReadAllText(path), GlyphJson.Indented) ?? [];
                _read = (file.LastWriteTimeUtc, file.Length, keys);
                return keys;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
            {
                throw new GlyphException($"{path}: the keys cannot be read: {e.Message}", e);
            }
        }
    }

    /// <summary>Makes a key.</summary>
    /// <param name="name">What it is for; no two have one name.</param>
    /// <param name="now">The time.</param>
    /// <returns>The key, which nothing keeps.</returns>
    /// <exception cref="InvalidInputException">There is one of that name.</exception>
    public string Create(string name, DateTimeOffset now)
    {
        if (All().Any(key => string.Equals(key.Name, name, StringComparison.Ordinal)))
        {
            throw new InvalidInputException($"{path}: there is a key '{name}' already; revoke it first, or name another");
        }

        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        Save([.. All(), new ApiKey(name, Hash(key), now)]);
        return key;
    }

    /// <summary>Revokes a key.</summary>
    /// <exception cref="InvalidInputException">There is none of that name.</exception>
    public void Revoke(string name)
    {
        var keys = All();
        if (!keys.Any(key => string.Equals(key.Name, name, StringComparison.Ordinal)))
        {
            throw new InvalidInputException($"{path}: there is no key '{name}'{NearestName.Hint(name, keys.Select(key => key.Name))}");
        }

        Save([.. keys.Where(key => !string.Equals(key.Name, name, StringComparison.Ordinal))]);
    }

    /// <summary>The name of a key that is valid; null of one that is not.</summary>
    public string? NameOf(string key) => Find(key)?.Name;

    /// <summary>A key that is valid, as it is kept; null of one that is not. It takes the same time whichever it is.</summary>
    public ApiKey? Find(string key)
    {
        var given = Encoding.ASCII.GetBytes(Hash(key));
        ApiKey? found = null;
        foreach (var known in All())
        {
            found = CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(known.Sha256)) ? known : found;
        }

        return found;
    }

    private void Save(IReadOnlyList<ApiKey> keys)
    {
        AtomicFile.WriteText(path, JsonSerializer.Serialize(keys, GlyphJson.Indented) + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        lock (_gate)
        {
            _read = null;
        }
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
