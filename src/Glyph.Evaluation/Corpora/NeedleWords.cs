using Glyph.Core;

namespace Glyph.Evaluation.Corpora;

/// <summary>Words for needles: an adjective and a noun that texts hardly hold together.</summary>
internal static class NeedleWords
{
    private static readonly string[] Adjectives = (
        "amber ancient bitter blithe brazen brisk calm candid clumsy cobalt coarse crooked damp dapper distant dusty eager earnest elastic "
        + "faint feral fickle frosty gallant gentle gilded gloomy gritty hasty hollow humble idle jagged jovial keen lanky lavish limber "
        + "lucid mellow misty modest muddy narrow nimble opaque paltry placid plucky pompous quaint quiet ragged rigid robust rustic salty "
        + "shrewd silent sleek slender solemn sombre spry sturdy subtle sullen supple tepid thorny timid tranquil upbeat vacant velvet "
        + "verdant vivid wary weary winding wistful witty woolly zealous").Split(' ');

    private static readonly string[] Nouns = (
        "anchor anvil apron badger barley basket beacon bellows bonnet bramble bucket buckle candle canyon cellar chisel cobbler compass "
        + "copper cradle cricket dagger drawer easel ember falcon ferret fiddle flagon garnet goblet granary gravel hammer harness hatchet "
        + "heron hinge hornet kettle kiln ladder lantern lattice ledger loom magpie mallet marble meadow mitten mortar napkin needle nettle "
        + "orchard otter paddle parsnip pebble pepper pewter pigeon plough pulley quarry quill rafter raven rudder saddle satchel shovel "
        + "sickle spindle spruce tankard thicket thimble timber trellis trowel turnip violin walnut weaver wicket willow").Split(' ');

    /// <summary>Two words with a hyphen.</summary>
    public static string Draw(RandomStream random) => $"{Adjectives[random.Next(Adjectives.Length)]}-{Nouns[random.Next(Nouns.Length)]}";
}
