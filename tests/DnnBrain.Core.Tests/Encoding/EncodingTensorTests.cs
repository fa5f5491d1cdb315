using DnnBrain.Encoding;
using DnnBrain.Torch;
using Xunit;

namespace DnnBrain.Core.Tests.Encoding;

[Collection(TensorCountCollection.Name)]
public class EncodingTensorTests
{
    [Theory]
    [InlineData("wide", false)]
    [InlineData("tall", true)]
    public void Run_Always_LeavesNoTensor(string name, bool standardize)
    {
        var data = new ReferenceCase(name);
        var options = new EncodingOptions { Standardize = standardize };
        long before = TensorCountCollection.Count();

        EncodingCrossValidation.Run(data.Model(options), new EncodingValidationOptions(), SilentObserver.Instance, CancellationToken.None);
        FittedEncodingModel fitted = data.Model(options).Fit(SilentObserver.Instance, CancellationToken.None);
        fitted.GetWeights(0);
        fitted.Predict(new MatrixPatterns(data.XNew));

        Assert.Equal(before, torch.live_tensor_count);
    }

    [Fact]
    public void Run_Refused_LeavesNoTensor()
    {
        var data = new ReferenceCase("tall");
        double[][] x = data.X;
        x[39][7] = double.NaN;
        var model = new EncodingModel(new MatrixPatterns(x), new MatrixPatterns(data.Y), new EncodingOptions());
        long before = TensorCountCollection.Count();

        Assert.Throws<DnnBrainException>(() => model.Fit(SilentObserver.Instance, CancellationToken.None));

        Assert.Equal(before, torch.live_tensor_count);
    }
}
