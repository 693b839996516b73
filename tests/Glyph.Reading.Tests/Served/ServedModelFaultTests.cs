using System.Net;
using System.Net.Sockets;
using Glyph.Core.Reading;
using Glyph.TestServer;
using Glyph.TestServer.Behaviours;

namespace Glyph.Reading.Tests.Served;

public sealed class ServedModelFaultTests : IAsyncLifetime
{
    private ReaderServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ReaderServer.StartAsync(new ServerOptions { Key = Ask.Key });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(Behaviour.UnknownModel, ModelFault.Fatal, false, "HTTP 404: no such model, or the endpoint's path is wrong: The model does not exist.")]
    [InlineData(Behaviour.Moved, ModelFault.Fatal, false, "HTTP 307: it is moved elsewhere")]
    [InlineData(Behaviour.TooLong, ModelFault.Question, false, "HTTP 400: This model's maximum context length is 8192 tokens.")]
    [InlineData(Behaviour.RefusesParameter, ModelFault.Fatal, false, "HTTP 400: the model refuses a parameter; it must be left out of the decoding: Unsupported value: 'temperature'")]
    [InlineData(Behaviour.NoQuota, ModelFault.Fatal, false, "HTTP 429: the account's quota is used up: You exceeded your current quota.")]
    [InlineData(Behaviour.Busy, ModelFault.Transient, false, "HTTP 429: Rate limit reached.")]
    [InlineData(Behaviour.Error, ModelFault.Transient, false, "HTTP 500: CUDA error: an illegal memory access was encountered.")]
    [InlineData(Behaviour.Unavailable, ModelFault.Transient, false, "HTTP 503: The model is loading.")]
    [InlineData(Behaviour.Half, ModelFault.Transient, true, "the connection broke before the answer was whole")]
    [InlineData(Behaviour.Reset, ModelFault.Transient, true, "the connection broke before the answer was whole")]
    [InlineData(Behaviour.Html, ModelFault.Transient, true, "it answered with HTML, not JSON")]
    [InlineData(Behaviour.BrokenJson, ModelFault.Transient, true, "its answer is not whole JSON")]
    [InlineData(Behaviour.NoChoices, ModelFault.Transient, true, "its answer holds no choice with a message")]
    [InlineData(Behaviour.ErrorAsAnswer, ModelFault.Transient, true, "it answered with an error: The provider returned an error.")]
    [InlineData(Behaviour.EchoKey, ModelFault.Question, false, "HTTP 400: what it says is left out, for it holds the API key")]
    public async Task A_fault_says_what_it_means_and_what_happened(Behaviour behaviour, ModelFault fault, bool mayBeCharged, string message)
    {
        using var model = Ask.Model(Ask.Options(_server.Endpoint, $"reader/{behaviour}"));
        var error = await Ask.ErrorAsync(model);

        Assert.Equal((fault, mayBeCharged), (error.Fault, error.MayBeCharged));
        Assert.StartsWith($"reader/{behaviour} at {_server.Endpoint}: {message}", error.Message, StringComparison.Ordinal);
        Assert.Equal(behaviour is Behaviour.Busy or Behaviour.Unavailable, error.ServerUnavailable);
        Assert.Null(error.InnerException);
        Assert.DoesNotContain("sk-test", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _server.State.Stats().Requests);
    }

    [Fact]
    public async Task A_wrong_key_is_fatal_and_is_not_repeated()
    {
        using var model = Ask.Model(Ask.Options(_server.Endpoint), "sk-wrong-key-that-nobody-may-see");
        var error = await Ask.ErrorAsync(model);

        Assert.Equal(ModelFault.Fatal, error.Fault);
        Assert.Contains("HTTP 401: the API key is not accepted", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["sk-wrong-key-that-nobody-may-see"], _server.State.Stats().Keys);
    }

    [Fact]
    public async Task How_long_to_wait_is_understood_as_seconds_and_as_a_date()
    {
        _server.State.Begin(new Script
        {
            Steps =
            [
                new Step { Behaviour = Behaviour.Busy, RetryAfter = 17, Count = 1 },
                new Step { Behaviour = Behaviour.BusyUntil, RetryAfter = 3600, Count = 1 },
                new Step { Behaviour = Behaviour.BusyUntil, RetryAfter = -3600, Count = 1 },
            ],
        });
        using var model = Ask.Model(Ask.Options(_server.Endpoint));

        Assert.Equal(TimeSpan.FromSeconds(17), (await Ask.ErrorAsync(model)).RetryAfter);
        Assert.InRange((await Ask.ErrorAsync(model)).RetryAfter!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(60));
        Assert.Equal(TimeSpan.Zero, (await Ask.ErrorAsync(model)).RetryAfter);
    }

    [Fact]
    public async Task An_answer_that_drips_is_a_timeout_though_it_never_stops_coming()
    {
        _server.State.Begin(new Script { Steps = [new Step { Behaviour = Behaviour.Drip, Milliseconds = 20 }] });
        using var model = Ask.Model(Ask.Options(_server.Endpoint) with { Timeout = TimeSpan.FromSeconds(0.5) });
        var error = await Ask.ErrorAsync(model);

        Assert.Equal((ModelFault.Transient, true, false), (error.Fault, error.MayBeCharged, error.ServerUnavailable));
        Assert.EndsWith("gave no whole answer within 0.5 s.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_drips_fast_enough_is_an_answer()
    {
        _server.State.Begin(new Script { Steps = [new Step { Behaviour = Behaviour.Drip, Milliseconds = 0 }] });
        using var model = Ask.Model(Ask.Options(_server.Endpoint));

        Assert.Equal(FinishReason.Stop, (await model.AskAsync(Ask.Question(), Ask.Cancel)).Finish);
    }

    [Fact]
    public async Task Who_cancels_gets_a_cancellation_and_no_fault()
    {
        _server.State.Begin(new Script { Steps = [new Step { Behaviour = Behaviour.Drip }] });
        using var model = Ask.Model(Ask.Options(_server.Endpoint));
        using var cancel = new CancellationTokenSource();
        var asking = model.AskAsync(Ask.Question(), cancel.Token);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_charges_nothing()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var model = Ask.Model(Ask.Options(new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}/v1"))));
        var error = await Ask.ErrorAsync(model);

        Assert.Equal((ModelFault.Transient, true, false), (error.Fault, error.ServerUnavailable, error.MayBeCharged));
        Assert.EndsWith("cannot be reached: no connection.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_path_is_fatal()
    {
        using var model = Ask.Model(Ask.Options(new Uri(_server.Endpoint, "/v2")));
        Assert.Equal(ModelFault.Fatal, (await Ask.ErrorAsync(model)).Fault);
    }
}
