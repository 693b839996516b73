using System.Globalization;
using Glyph.Core;
using Glyph.Store;
using Glyph.Testing;

// Glyph.Store.Appender DATABASE COUNT trials|ledger
// Opens the database, says so, appends COUNT trials to the search "killed", and prints each number once Append has returned;
// or it reserves and settles COUNT requests there, and prints "reserved" or "settled" and the number after each.
// Then it holds the database until its input ends. A store error is printed to the error output; the exit code is then 1.
try
{
    using var store = LiteDbSearchStore.Open(args[0]);
    Console.WriteLine("open");
    if (store.Find("killed") is null)
    {
        store.Create(SampleRecords.Search("killed"));
    }

    var ledger = string.Equals(args[2], "ledger", StringComparison.Ordinal);
    var first = (ledger ? store.Lines("killed").Count : store.Trials("killed").Count) + 1;
    for (var number = first; number < first + int.Parse(args[1], CultureInfo.InvariantCulture); number++)
    {
        if (ledger)
        {
            var id = number.ToString(CultureInfo.InvariantCulture);
            store.Reserve("killed", LedgerContract.Sample(id));
            Console.WriteLine($"reserved {id}");
            store.Settle("killed", LedgerContract.SampleSettlement(id), $"key {id}", LedgerContract.SampleAnswer(id));
            Console.WriteLine($"settled {id}");
            continue;
        }

        store.Append("killed", SampleRecords.Trial(number));
        Console.WriteLine(number);
    }

    Console.WriteLine("done");
    Console.In.ReadToEnd();
    return 0;
}
catch (StoreException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
