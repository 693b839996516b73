using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Glyph.Daemon.Serving;

/// <summary>Sessions of browsers that gave a key once. They end with the daemon.</summary>
internal sealed class Sessions(TimeProvider time)
{
    /// <summary>The cookie's name.</summary>
    public const string Cookie = "glyph-session";

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, (string Key, DateTimeOffset Until)> _open = new(StringComparer.Ordinal);

    /// <summary>Opens a session.</summary>
    /// <param name="keyName">The name of the key that was given.</param>
    /// <returns>Its secret.</returns>
    public string Open(string keyName)
    {
        foreach (var (secret, session) in _open)
        {
            if (session.Until < time.GetUtcNow())
            {
                _open.TryRemove(secret, out _);
            }
        }

        var opened = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _open[opened] = (keyName, time.GetUtcNow() + Length);
        return opened;
    }

    /// <summary>The name of the key of an open session, or null; one whose key was revoked is not open.</summary>
    public string? NameOf(string secret, ApiKeys keys) =>
        _open.TryGetValue(secret, out var session) && session.Until >= time.GetUtcNow() && keys.All().Any(key => string.Equals(key.Name, session.Key, StringComparison.Ordinal))
            ? session.Key
            : null;

    /// <summary>Ends a session.</summary>
    public void Close(string secret) => _open.TryRemove(secret, out _);
}
