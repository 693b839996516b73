using Glyph.TestServer;

// Glyph.TestServer [--port N] [--key KEY] [--model NAME] [--oracle FILE]
// Prints the address of its /v1 in one line once it listens, and ends when its input ends, so that it never outlives its test.
await using var server = await ReaderServer.StartAsync(ServerOptions.Parse(args));
Console.WriteLine(server.Endpoint);
var input = Task.Run(Console.In.ReadToEnd);
return await Task.WhenAny(input, server.Died) == input ? 0 : 3;
