using DnnBrain.Formats.Meadows;
using Xunit;

namespace DnnBrain.Core.Tests.Formats.RdmExchange;

/// <summary>Names as https://meadows-research.com/documentation/researcher/downloads/ has them.</summary>
public class MeadowsFileNameTests
{
    [Theory]
    [InlineData("Meadows_myExp_v_v1_cuddly-bunny_3_1D.mat", "myExp", "cuddly-bunny", 3, null)]
    [InlineData("Meadows_my_own_exp_v_v1_cuddly-bunny_3_tree.json", "my_own_exp", "cuddly-bunny", 3, null)]
    [InlineData("Meadows_myExp_v_v1_arrangement_1D.mat", "myExp", null, null, "arrangement")]
    [InlineData("Meadows_my_exp_v_v1_informed-mole_tree.json", "my_exp", null, null, "informed-mole")]
    [InlineData("Meadows_myExp_v1_cuddly-bunny_3_1D.mat", "myExp", "cuddly-bunny", 3, null)]
    [InlineData("Meadows_myExp_v1_bunny_1D.mat", null, null, null, null)] // too short
    [InlineData("Prairie_myExp_v_v1_cuddly-bunny_3_1D.mat", null, null, null, null)]
    [InlineData("rdm.mat", null, null, null, null)]
    public void Parse_OfAName_TakesItApart(string name, string? experiment, string? participant, int? index, string? task) =>
        Assert.Equal(new MeadowsFileName(experiment, participant, index, task), MeadowsFileName.Parse(Path.Combine("some_folder", name)));
}
