namespace DnnBrain.Encoding;

/// <summary>How an encoding model is fitted. Both have an intercept.</summary>
public enum EncodingMethod
{
    /// <summary>
    /// Ridge regression: minimises ‖Y − XB‖² + α‖B‖², with α chosen inside the training fold.
    /// Hoerl and Kennard 1970, https://doi.org/10.1080/00401706.1970.10488634.
    /// </summary>
    Ridge,

    /// <summary>Ordinary least squares; where there are more units than stimuli, the solution of smallest norm.</summary>
    Ols,
}
