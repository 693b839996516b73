using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Glyph.Daemon.Serving;

/// <summary>Sessions of browsers that gave a key once. They end with the daemon.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "glyph-session";

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, (string KeySha256, DateTimeOffset Until)> _open = new(StringComparer.Ordinal);

    /// <summary>Opens a session.</summary>
    /// <param name="key">The key that was given.</param>
    /// <returns>Its secret.</returns>
    public string Open(ApiKey key)
    {
        foreach (var (secret, session) in _open)
        {
            if (session.Until < time.GetUtcNow())
            {
                _open.TryRemove(secret, out _);
            }
        }

        var opened = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _open[opened] = (key.Sha256, time.GetUtcNow() + Length);
        return opened;
    }

    /// <summary>The name of the key of an open session, or null; one whose key was revoked is not open, also where another key has its name now.</summary>
    public string? NameOf(string secret, ApiKeys keys) =>
        _open.TryGetValue(secret, out var session) && session.Until >= time.GetUtcNow()
            ? keys.All().FirstOrDefault(key => string.Equals(key.Sha256, session.KeySha256, StringComparison.Ordinal))?.Name
            : null;

    /// <summary>Ends a session.</summary>
    public void Close(string secret) => _open.TryRemove(secret, out _);
}
